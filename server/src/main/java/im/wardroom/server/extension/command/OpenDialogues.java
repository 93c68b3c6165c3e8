// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.extension.command;

import im.wardroom.server.extension.command.Dialogues.Dialogue;
import im.wardroom.server.extension.command.Dialogues.Party;
import im.wardroom.xmpp.address.BareJid;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The dialogues that wait for a form to come back: so many of each user, so many in all, and not forever; the oldest
/// goes. The name of a dialogue is sealed, so that one that is over can be told from one that never was. Thread-safe.
public final class OpenDialogues {

    static final int MAX_OF_USER = 10;
    static final int MAX = 5_000;
    static final Duration LIFE = Duration.ofMinutes(15);

    private static final String MAC = "HmacSHA256";
    private static final int BYTES = 16;

    private record Open(Dialogue dialogue, Instant until) {}

    private final Clock clock;
    private final SecureRandom random;
    private final SecretKeySpec key;
    private final Map<String, Open> byName = new LinkedHashMap<>();

    public OpenDialogues(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
        byte[] secret = new byte[2 * BYTES];
        random.nextBytes(secret);
        this.key = new SecretKeySpec(secret, MAC);
    }

    /// A name for a new dialogue.
    String name(Party party) {
        byte[] nonce = new byte[BYTES];
        random.nextBytes(nonce);
        String unsealed = encode(nonce);
        return unsealed + '.' + seal(unsealed, party);
    }

    private String seal(String unsealed, Party party) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            String text = String.join(
                    "\0", unsealed, party.asker().toString(), party.at().toString(), party.node());
            return encode(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Takes a dialogue out: of two requests that belong to the same step, one is late.
    ///
    /// @throws im.wardroom.xmpp.stanza.StanzaException if it is over, or was never with this party
    Dialogue take(String name, Party party) {
        if (!isSealedFor(name, party)) {
            throw CommandError.BAD_SESSIONID.because("You have begun no such command.");
        }
        Open found = remove(name);
        if (found == null || !clock.instant().isBefore(found.until())) {
            throw CommandError.SESSION_EXPIRED.because("This is over; begin again.");
        }
        return found.dialogue();
    }

    private boolean isSealedFor(String name, Party party) {
        int dot = name.indexOf('.');
        return dot > 0
                && MessageDigest.isEqual(
                        name.substring(dot + 1).getBytes(StandardCharsets.UTF_8),
                        seal(name.substring(0, dot), party).getBytes(StandardCharsets.UTF_8));
    }

    private synchronized @Nullable Open remove(String name) {
        return byName.remove(name);
    }

    /// Keeps a dialogue until the next request.
    synchronized void put(String name, Dialogue dialogue) {
        Instant now = clock.instant();
        // Every one lives for the same time, so the oldest are in front.
        Iterator<Open> oldest = byName.values().iterator();
        while (oldest.hasNext() && !now.isBefore(oldest.next().until())) {
            oldest.remove();
        }
        makeRoom(dialogue.party().asker().bare());
        byName.put(name, new Open(dialogue, now.plus(LIFE)));
    }

    private void makeRoom(BareJid user) {
        List<String> own = new ArrayList<>();
        byName.forEach((name, open) -> {
            if (open.dialogue().party().asker().bare().equals(user)) {
                own.add(name);
            }
        });
        if (own.size() >= MAX_OF_USER) {
            byName.remove(own.getFirst());
        } else if (byName.size() >= MAX) {
            byName.remove(byName.keySet().iterator().next());
        }
    }

    synchronized int size() {
        return byName.size();
    }
}
