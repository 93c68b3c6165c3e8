// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.session;

import im.wardroom.xmpp.address.BareJid;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Sessions that can be resumed, by the secret that their client holds (XEP-0198 §5). Thread-safe.
public final class Resumptions {

    private static final int ID_BYTES = 18;

    private final ConcurrentMap<String, Session> byId = new ConcurrentHashMap<>();
    private final SecureRandom random;

    public Resumptions(SecureRandom random) {
        this.random = random;
    }

    String add(Session session) {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        byId.put(id, session);
        return id;
    }

    void remove(String id) {
        byId.remove(id);
    }

    /// The session of that id, if it belongs to this account.
    public Optional<Session> find(String id, BareJid owner) {
        return Optional.ofNullable(byId.get(id)).filter(s -> s.jid().bare().equals(owner));
    }
}
