// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.metrics;

import im.wardroom.web.http.Request;
import im.wardroom.web.http.Resource;
import im.wardroom.web.http.Response;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Optional;

/// All numbers of a registry, in the text format of Prometheus, for those who may read them. For anybody else there is
/// no such page. Thread-safe.
///
/// @param before runs before the numbers are read; may block
public record MetricsResource(Scrapers scrapers, PrometheusMeterRegistry registry, Runnable before)
        implements Resource {

    public static final String PATH = "/metrics";

    private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    /// What there is at a path.
    public Optional<Resource> find(String path) {
        return path.equals(PATH) ? Optional.of(this) : Optional.empty();
    }

    @Override
    public boolean isFor(Request request) {
        return scrapers.admit(request);
    }

    @Override
    public Response answer(Request request) {
        before.run();
        return Response.ok(TYPE, registry.scrape(TYPE)).with("cache-control", "no-store");
    }
}
