// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.transfers;

import im.wardroom.xmpp.address.Jid;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What both sides of a stream call it at a proxy (XEP-0065 §6.3.2). A pure function.
final class StreamHash {

    private StreamHash() {}

    static String of(String sid, Jid requester, Jid target) {
        try {
            byte[] text = (sid + requester + target).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
