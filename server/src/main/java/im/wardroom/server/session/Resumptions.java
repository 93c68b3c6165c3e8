// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.session;

import im.wardroom.store.StreamKey;
import im.wardroom.xmpp.address.BareJid;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Sessions that can be resumed, by the secret that their client holds (XEP-0198 §5), and the streams of earlier lives
/// of the server that still can. Thread-safe.
public final class Resumptions {

    private static final int LIFE_BYTES = 6;
    private static final int ID_BYTES = 18;

    private final ConcurrentMap<String, Session> byId = new ConcurrentHashMap<>();
    private final Set<String> claimed = ConcurrentHashMap.newKeySet();
    private final SecureRandom random;
    private final String life;
    private volatile boolean takesEarlier = true;

    public Resumptions(SecureRandom random) {
        this.random = random;
        this.life = random(LIFE_BYTES) + '.';
    }

    private String random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    String newId() {
        return life + random(ID_BYTES);
    }

    void add(String id, Session session) {
        byId.put(id, session);
    }

    void remove(String id) {
        byId.remove(id);
    }

    /// The session of that id, if it belongs to this account.
    public Optional<Session> find(String id, BareJid owner) {
        return Optional.ofNullable(byId.get(id)).filter(s -> s.jid().bare().equals(owner));
    }

    /// What the stream is kept under: who reads the store cannot resume it.
    public static StreamKey key(String id) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return new StreamKey(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// True if the id may be one of an earlier life of the server, for which there is still time.
    public boolean mayBeEarlier(String id) {
        return takesEarlier && !id.startsWith(life);
    }

    /// True for the first one who asks: a stream is restored once.
    public boolean claim(StreamKey stream) {
        return claimed.add(stream.value());
    }

    /// The time for streams of earlier lives is over.
    public void forgetEarlier() {
        takesEarlier = false;
        claimed.clear();
    }
}
