// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.training;

import im.wardroom.xmpp.address.Domain;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// Two visitors who sign in, talk, and leave. Belongs to one thread.
final class Pair {

    private static final int MESSAGES = 20;
    private static final int EXCHANGES = 3;

    private final InetSocketAddress address;
    private final Domain domain;
    private final ScramProof proof;
    private final String first;
    private final String second;
    private final boolean archived;
    private int meetings;

    /// @param archived whether they want what they say archived (XEP-0441)
    Pair(InetSocketAddress address, Domain domain, ScramProof proof, String first, String second, boolean archived) {
        this.address = address;
        this.domain = domain;
        this.proof = proof;
        this.first = first;
        this.second = second;
        this.archived = archived;
    }

    /// One meeting: with handshakes in full and after that resumed, with stream management every second time. May
    /// block.
    ///
    /// @param end when they give up at the latest, by `System.nanoTime`
    void meet(long end) throws IOException {
        boolean managed = meetings++ % 2 == 0;
        SSLContext tls = tls();
        try (Visitor left = new Visitor(tls, address, domain, end);
                Visitor right = new Visitor(tls, address, domain, end)) {
            left.signIn(first, proof, "a", managed);
            right.signIn(second, proof, "b", managed);
            left.archive(archived);
            right.archive(archived);
            for (int i = 0; i < EXCHANGES; i++) {
                left.send(second + '@' + domain, MESSAGES);
                right.receive(MESSAGES);
                right.send(first + '@' + domain + "/a", MESSAGES);
                left.receive(MESSAGES);
            }
            if (managed) {
                left.ask();
            }
        }
    }

    static SSLContext tls() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anybody()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    /// The other side is this very process.
    private static final class Anybody implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
