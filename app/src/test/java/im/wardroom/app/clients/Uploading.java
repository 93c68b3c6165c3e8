// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import im.wardroom.testkit.TestDevice;
import im.wardroom.xmpp.xml.Element;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Uploads files as a client does: a slot over XMPP, the file over HTTPS, with trust in the server's own authority and
/// nobody else. Belongs to one thread.
final class Uploading implements AutoCloseable {

    private static final String NS = "urn:xmpp:http:upload:0";

    /// What became of a file.
    ///
    /// @param text what the server said to the upload
    /// @param found the status when it was asked for afterwards
    record Result(int status, String text, int found, byte[] content) {}

    private final TestDevice device;
    private final HttpClient web;
    private int slots;

    private Uploading(TestDevice device, HttpClient web) {
        this.device = device;
        this.web = web;
    }

    static Uploading by(StartedProgram program, Person person) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(program.authority())) {
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        TestDevice device =
                TestDevice.signIn(program.startTlsAddress(), Person.DOMAIN, person.name(), person.password(), "desk");
        return new Uploading(device, HttpClient.newBuilder().sslContext(context).build());
    }

    Result upload(String name, String type, byte[] content) throws IOException, InterruptedException {
        Element slot = slot(name, type, content.length);
        HttpResponse<String> put = web.send(
                HttpRequest.newBuilder(address(slot, "put"))
                        .header("content-type", type)
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(content))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        HttpResponse<byte[]> got =
                web.send(HttpRequest.newBuilder(address(slot, "get")).build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Result(put.statusCode(), put.body(), got.statusCode(), got.body());
    }

    private Element slot(String name, String type, int size) {
        String id = "slot" + ++slots;
        device.send(
                "<iq type='get' id='%s' to='upload.%s'><request xmlns='%s' filename='%s' size='%d' content-type='%s'/></iq>"
                        .formatted(id, Person.DOMAIN, NS, name, size, type));
        Element answer = device.receive();
        // Meanwhile the security desk may have something to say.
        while (!id.equals(answer.attribute("id"))) {
            answer = device.receive();
        }
        Element slot = answer.child(NS, "slot");
        if (slot == null) {
            throw new AssertionError("no slot: " + answer);
        }
        return slot;
    }

    private static URI address(Element slot, String which) {
        return URI.create(Objects.requireNonNull(slot.child(NS, which)).attribute("url", ""));
    }

    @Override
    public void close() {
        web.close();
        device.close();
    }
}
