// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.component;

import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.stanza.StanzaError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Requests that a component has not answered: whoever asked is told if it goes without an answer, and waits for
/// nothing. Belongs to the component's loop.
final class OpenRequests {

    /// Past it, the oldest are not remembered.
    static final int MAX = 10_000;

    /// What is said in the component's place, by who asked.
    private final SequencedMap<Key, Stanza> open = new LinkedHashMap<>();

    private record Key(
            @Nullable Jid asker,
            @Nullable Jid asked,
            @Nullable String id) {}

    /// The component is asked.
    void asked(Iq request, StanzaError unanswered) {
        Stanza reply = request.errorReply(unanswered);
        if (reply != null && reply.to() != null) {
            open.put(new Key(request.from(), request.to(), request.id()), reply);
            if (open.size() > MAX) {
                open.pollFirstEntry();
            }
        }
    }

    /// The component answers.
    void answered(Iq response) {
        open.remove(new Key(response.to(), response.from(), response.id()));
    }

    List<Stanza> take() {
        List<Stanza> taken = List.copyOf(open.values());
        open.clear();
        return taken;
    }
}
