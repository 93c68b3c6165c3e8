// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jivesoftware.smack.SmackException;
import org.jivesoftware.smack.sasl.SASLMechanism;
import org.jivesoftware.smack.sasl.core.ScramSha1PlusMechanism;

/// Smack's SCRAM with `tls-server-end-point`, for certificates that are signed with SHA-256 (RFC 5929 §4.1).
final class MendedChannelBinding extends ScramSha1PlusMechanism {

    /// Before Smack's own mechanisms.
    @Override
    public int getPriority() {
        return 1;
    }

    @Override
    protected byte[] getChannelBindingData() throws SmackException.SmackSaslException {
        try {
            byte[] certificate = sslSession.getPeerCertificates()[0].getEncoded();
            return MessageDigest.getInstance("SHA-256").digest(certificate);
        } catch (SSLPeerUnverifiedException | GeneralSecurityException e) {
            throw new SmackException.SmackSaslException(e);
        }
    }

    @Override
    protected SASLMechanism newInstance() {
        return new MendedChannelBinding();
    }
}
