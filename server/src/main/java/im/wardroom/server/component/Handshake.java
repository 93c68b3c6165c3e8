// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.component;

import im.wardroom.server.credential.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// How a component proves that it knows its secret (XEP-0114 §3). SHA-1 is what the protocol has; what it protects is a
/// secret that nobody should be able to guess, and a stream that nobody should be able to overhear.
final class Handshake {

    private Handshake() {}

    /// What a component has to say on the stream of that id.
    static String of(String streamId, Secret secret) {
        try {
            byte[] text = (streamId + secret.reveal()).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Takes the same time wherever the first difference is.
    static boolean isProof(String given, String streamId, Secret secret) {
        return MessageDigest.isEqual(
                of(streamId, secret).getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.UTF_8));
    }
}
