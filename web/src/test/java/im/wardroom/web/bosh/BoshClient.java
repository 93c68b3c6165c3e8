// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.bosh;

import im.wardroom.testkit.ScramClient;
import im.wardroom.testkit.TestServer;
import im.wardroom.testkit.TestStream;
import im.wardroom.testkit.TrustingTls;
import im.wardroom.web.TestWeb;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.Standalone;
import im.wardroom.xmpp.xml.XmlLimits;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A session over HTTPS with the HTTP client of the JDK, request by request (XEP-0124).
final class BoshClient implements AutoCloseable {

    static final String NS = Envelope.NS;

    private final HttpClient http;
    private final URI place;
    private final Deque<Element> came = new ArrayDeque<>();
    private String sid = "";
    private long rid = 1_573_741_820;

    private BoshClient(TestWeb web) {
        http = HttpClient.newBuilder()
                .sslContext(TrustingTls.context())
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        place = URI.create("https://localhost:" + web.address().getPort() + "/http-bind");
    }

    static BoshClient connect(TestWeb web) {
        return new BoshClient(web);
    }

    /// Whatever a test wants to say.
    CompletableFuture<Element> post(String text) {
        HttpRequest request = HttpRequest.newBuilder(place)
                .header("Content-Type", "text/xml; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(text))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()).thenApply(response -> {
            if (response.statusCode() != 200) {
                throw new AssertionError("status " + response.statusCode());
            }
            return Standalone.read(response.body(), XmlLimits.DEFAULT);
        });
    }

    static Element got(CompletableFuture<Element> answer) {
        try {
            return answer.get(TestStream.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("no answer", e);
        }
    }

    /// A new session; the answer to its first request.
    Element open(String attributes) {
        return open(TestServer.DOMAIN, attributes);
    }

    Element open(String domain, String attributes) {
        Element answer = got(post("<body rid='" + rid + "' to='" + domain + "' xml:lang='en' " + attributes
                + " xmpp:version='1.0' xmlns='" + NS + "' xmlns:xmpp='urn:xmpp:xbosh'/>"));
        sid = answer.attribute("sid", "");
        return answer;
    }

    long rid() {
        return rid;
    }

    String sid() {
        return sid;
    }

    /// The next request.
    ///
    /// @param attributes more of its `<body/>`
    CompletableFuture<Element> ask(String attributes, String content) {
        return askAs(++rid, attributes, content);
    }

    CompletableFuture<Element> askAs(long number, String attributes, String content) {
        return post("<body rid='" + number + "' sid='" + sid + "' " + attributes + " xmlns='" + NS
                + "' xmlns:xmpp='urn:xmpp:xbosh'>" + content + "</body>");
    }

    /// The numbers go on from here.
    void skipTo(long number) {
        rid = number;
    }

    /// Says something, and asks until there is an answer with something in it.
    Element say(String content) {
        keep(got(ask("", content)));
        return receive();
    }

    /// The next element, which it asks for if none has come.
    Element receive() {
        while (came.isEmpty()) {
            keep(got(ask("", "")));
        }
        return came.remove();
    }

    private void keep(Element body) {
        if (!body.is(NS, "body") || body.attribute("type") != null) {
            throw new AssertionError("the session is over: " + body);
        }
        body.elements().forEach(came::add);
    }

    /// Signs in, binds, and says that it is there.
    static BoshClient signIn(TestWeb web, String user, String resource) {
        return signIn(web, user, resource, "hold='1' wait='60'");
    }

    static BoshClient signIn(TestWeb web, String user, String resource, String terms) {
        BoshClient client = connect(web);
        client.open(terms);
        client.authenticate(user);
        client.keep(got(client.ask("xmpp:restart='true' to='" + TestServer.DOMAIN + "'", "")));
        if (!client.receive().is(Namespaces.STREAM, "features")) {
            throw new AssertionError("no features");
        }
        Element bound = client.say("<iq xmlns='jabber:client' type='set' id='bind'><bind xmlns='" + Namespaces.BIND
                + "'><resource>" + resource + "</resource></bind></iq>");
        if (!"result".equals(bound.attribute("type"))) {
            throw new AssertionError("not bound: " + bound);
        }
        if (!client.say("<presence xmlns='jabber:client'/>").name().equals("presence")) {
            throw new AssertionError("no presence");
        }
        return client;
    }

    /// Up to success.
    void authenticate(String user) {
        ScramClient scram = new ScramClient("SCRAM-SHA-256", user, user + "-secret", null, new byte[0]);
        Element challenge =
                say("<auth xmlns='" + Namespaces.SASL + "' mechanism='SCRAM-SHA-256'>" + scram.first() + "</auth>");
        Element success =
                say("<response xmlns='" + Namespaces.SASL + "'>" + scram.answer(challenge.text()) + "</response>");
        if (!success.is(Namespaces.SASL, "success") || !scram.isProof(success.text())) {
            throw new AssertionError("not signed in: " + success);
        }
    }

    /// Says goodbye, if there is somebody to say it to.
    @Override
    public void close() {
        try {
            ask("type='terminate'", "").get(TestStream.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // The server was stopped before.
        }
        http.shutdownNow();
    }
}
