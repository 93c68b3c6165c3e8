// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.bosh;

import im.wardroom.web.http.Request;
import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.XmlLimits;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The reading of one request: finds the session that it is of, in which only so many are read at once, because each
/// of them is in memory until it is whole. Blocks; belongs to one thread.
final class Reading {

    private final BoshSessions sessions;
    private @Nullable BoshSession session;

    Reading(BoshSessions sessions) {
        this.sessions = sessions;
    }

    /// @throws BoshException if it is not what it should be
    /// @throws IOException if it does not come
    Envelope read(Request request) throws BoshException, IOException {
        try {
            return new EnvelopeReader(request.body(), request.length(), sessions.strangerLimits(), this::open).read();
        } finally {
            if (session != null) {
                session.hasRead();
            }
        }
    }

    /// The one that pays for what is wrong with the request, or null.
    @Nullable
    BoshSession session() {
        return session;
    }

    private XmlLimits open(Element head) throws BoshException {
        BoshSession found = sessions.find(head);
        if (found == null) {
            return sessions.strangerLimits();
        }
        if (!found.beginsToRead()) {
            // The session goes on: perhaps its client has lost more than one connection.
            throw new BoshException(Condition.POLICY_VIOLATION, "too many requests of a session at once");
        }
        session = found;
        return found.limits();
    }
}
