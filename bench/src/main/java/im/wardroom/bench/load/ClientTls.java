// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.load;

import im.wardroom.testkit.TrustingTls;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/// TLS 1.3 for clients that trust any certificate. Every handshake is a full one: nothing is resumed.
public final class ClientTls {

    private final SSLContext context = TrustingTls.context();
    private final String serverName;

    public ClientTls(String serverName) {
        this.serverName = serverName;
    }

    /// Without a peer's name and port, the JDK looks for no earlier session.
    SSLEngine open() {
        SSLEngine tls = context.createSSLEngine();
        tls.setUseClientMode(true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3"});
        parameters.setCipherSuites(new String[] {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"});
        parameters.setServerNames(List.of(new SNIHostName(serverName)));
        tls.setSSLParameters(parameters);
        return tls;
    }
}
