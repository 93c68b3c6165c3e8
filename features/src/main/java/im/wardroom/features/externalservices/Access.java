// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.externalservices;

import im.wardroom.server.credential.Secret;
import im.wardroom.xmpp.address.BareJid;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// How one gets into an external service.
public sealed interface Access {

    /// Null if one needs none, or the server has none to give.
    @Nullable
    Credentials of(BareJid user, Instant now);

    /// What a client is given.
    ///
    /// @param expires null if they hold for ever
    record Credentials(
            String username, Secret password, @Nullable Instant expires) {}

    /// Nothing is given.
    record None() implements Access {

        @Override
        public @Nullable Credentials of(BareJid user, Instant now) {
            return null;
        }
    }

    /// The same for everybody.
    record Fixed(String username, Secret password) implements Access {

        @Override
        public Credentials of(BareJid user, Instant now) {
            return new Credentials(username, password, null);
        }
    }

    /// Made for each user and for a while, from a secret that the service knows, too: the name says until when, the
    /// password is the HMAC of the name. Relays such as coturn call that the "TURN REST API".
    /// The service learns that it is the same user again, and not who.
    record Shared(Secret secret, Duration lifetime) implements Access {

        private static final int ID_BYTES = 8;

        @Override
        public Credentials of(BareJid user, Instant now) {
            Instant expires = now.plus(lifetime).truncatedTo(ChronoUnit.SECONDS);
            byte[] id = mac("HmacSHA256", user.toString());
            String username = expires.getEpochSecond() + ":" + HexFormat.of().formatHex(id, 0, ID_BYTES);
            String password = Base64.getEncoder().encodeToString(mac("HmacSHA1", username));
            return new Credentials(username, new Secret(password), expires);
        }

        private byte[] mac(String algorithm, String text) {
            try {
                Mac mac = Mac.getInstance(algorithm);
                mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), algorithm));
                return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
