// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.bosh;

import im.wardroom.web.http.Origins;
import im.wardroom.web.http.Request;
import im.wardroom.web.http.Resource;
import im.wardroom.web.http.Response;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;

/// Where requests for streams come in (XEP-0124 §4), from pages that may connect.
///
/// @param origins of pages that may
public record BoshResource(Origins origins, BoshSessions sessions) implements Resource {

    public static final String PATH = "/http-bind";

    private static final String TYPE = "text/xml; charset=utf-8";

    @Override
    public List<String> methods() {
        return List.of("POST", "OPTIONS");
    }

    @Override
    public Response answer(Request request) throws IOException {
        if (!origins.allow(request)) {
            return Response.of(403);
        }
        Response response = request.method().equals("OPTIONS") ? preflight() : Response.ok(TYPE, held(request));
        return shared(request, response.with("cache-control", "no-store"));
    }

    /// What a browser asks before it lets a page of another site send XML.
    private static Response preflight() {
        return Response.of(204)
                .with("access-control-allow-methods", "POST")
                .with("access-control-allow-headers", "Content-Type")
                .with("access-control-max-age", "86400");
    }

    private Response shared(Request request, Response response) {
        return origins.isOther(request)
                ? response.with(
                                "access-control-allow-origin",
                                request.header("origin").orElseThrow())
                        .with("vary", "Origin")
                        .with("cross-origin-resource-policy", "cross-origin")
                : response;
    }

    /// Blocks until there is an answer.
    private byte[] held(Request request) throws IOException {
        Reading reading = new Reading(sessions);
        try {
            return sessions.ask(reading.read(request), request.peer()).get();
        } catch (BoshException e) {
            refused(reading, request, e);
            return BoshSessions.refusal(e.condition());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the server stops", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a session failed", e.getCause());
        }
    }

    /// Only who knows the session can end it so.
    private void refused(Reading reading, Request request, BoshException e) {
        BoshSession session = reading.session();
        if (session == null) {
            sessions.complain(request.peer().address(), String.valueOf(e.getMessage()));
        } else {
            session.loop().execute(() -> session.fail(e.condition(), String.valueOf(e.getMessage())));
        }
    }
}
