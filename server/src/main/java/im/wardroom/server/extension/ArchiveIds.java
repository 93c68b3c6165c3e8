// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.extension;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.Base64;
import java.util.OptionalLong;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The ids of logged messages as strangers see them: stable, and without a word about how many there are
/// (XEP-0313 §3, XEP-0359 §3). An id is the account's and the message's number, enciphered as one block. Thread-safe.
public final class ArchiveIds {

    private static final String PURPOSE = "archive ids";

    private final SecretKeySpec key;
    private final ThreadLocal<Ciphers> ciphers = ThreadLocal.withInitial(this::ciphers);

    private record Ciphers(Cipher sealing, Cipher opening) {}

    /// @param secret of the server, kept for as long as it lives: with another one all ids change
    public ArchiveIds(byte[] secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            key = new SecretKeySpec(
                    mac.doFinal(PURPOSE.getBytes(java.nio.charset.StandardCharsets.US_ASCII)), 0, 16, "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    // One block under a key of its own: a pseudorandom permutation is what is wanted, and there is nothing to chain.
    private Ciphers ciphers() {
        try {
            return new Ciphers(cipher(Cipher.ENCRYPT_MODE), cipher(Cipher.DECRYPT_MODE));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Cipher cipher(int mode) throws GeneralSecurityException, InvalidKeyException {
        Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
        cipher.init(mode, key);
        return cipher;
    }

    public String id(long account, long number) {
        byte[] plain = ByteBuffer.allocate(16).putLong(account).putLong(number).array();
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(ciphers.get().sealing().doFinal(plain));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The number behind an id, or nothing if it is not one of this account's.
    public OptionalLong number(long account, String id) {
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(id);
            if (sealed.length != 16) {
                return OptionalLong.empty();
            }
            ByteBuffer plain = ByteBuffer.wrap(ciphers.get().opening().doFinal(sealed));
            boolean own = plain.getLong() == account;
            long number = plain.getLong();
            return own && number > 0 ? OptionalLong.of(number) : OptionalLong.empty();
        } catch (IllegalArgumentException e) {
            return OptionalLong.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
