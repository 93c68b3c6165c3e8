// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.session;

import im.wardroom.server.account.Command;
import im.wardroom.server.account.SessionId;
import im.wardroom.server.stream.Connection;
import im.wardroom.server.stream.Loop;
import im.wardroom.xmpp.xml.Element;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Sends stanzas to the client, and asks what it has of them (XEP-0198 §4). What becomes of a client that takes too
/// little is not decided here. Belongs to the session.
final class Sending {

    /// How long a client need not be asked again about a few stanzas.
    private static final Duration ASKING_PAUSE = Duration.ofSeconds(1);

    /// What became of a stanza.
    enum Outcome {
        /// Written, or retained until there is a connection.
        SENT,
        /// Not written: the client left too much unacknowledged.
        TOO_MUCH_UNACKNOWLEDGED,
        /// Written, but the client does not read.
        TOO_MUCH_UNREAD
    }

    private final SessionId session;
    private final Link link;
    private final Loop home;
    private final SessionOptions options;
    private final Consumer<Command> account;
    private boolean askingLater;

    Sending(SessionId session, Link link, Loop home, SessionOptions options, Consumer<Command> account) {
        this.session = session;
        this.link = link;
        this.home = home;
        this.options = options;
        this.account = account;
    }

    /// @param current null if the client has not enabled stream management
    Outcome send(Outbound outbound, @Nullable StreamManagement current) {
        byte[] bytes = outbound.bytes();
        if (current != null && current.isActive() && !retain(current, outbound, bytes.length)) {
            return Outcome.TOO_MUCH_UNACKNOWLEDGED;
        }
        Connection target = link.connection();
        if (target == null) {
            return Outcome.SENT;
        }
        if ((current == null || !current.isActive()) && outbound.number() > 0) {
            Command taken = new Command.Settled(session, List.of(outbound.number()), 0, 0);
            target.write(bytes, () -> account.accept(taken));
        } else {
            target.write(bytes);
        }
        if (current != null) {
            askIfDue(current);
        }
        return target.queuedBytes() > options.maxQueuedBytes() ? Outcome.TOO_MUCH_UNREAD : Outcome.SENT;
    }

    /// False if the client left too much unacknowledged.
    private boolean retain(StreamManagement current, Outbound outbound, int bytes) {
        current.sent(outbound, bytes);
        return current.unacknowledged() <= options.maxUnacknowledged()
                && current.unacknowledgedBytes() <= options.maxQueuedBytes();
    }

    /// A few messages are asked about at once, together with them; those that follow are, when there are enough of them
    /// or after a moment.
    void askIfDue(StreamManagement current) {
        if (link.isUp() && current.shouldAsk()) {
            link.write(Element.of(StreamManagement.NS, "r"));
            if (!askingLater) {
                askingLater = true;
                home.schedule(ASKING_PAUSE, () -> {
                    askingLater = false;
                    current.rested();
                    askIfDue(current);
                });
            }
        }
    }
}
