// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.session;

import im.wardroom.server.account.SessionId;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.StreamError;
import im.wardroom.xmpp.xml.Element;
import java.time.Clock;

/// How long a client has been silent: asks it for a sign of life, and takes it off its connection if it gives none
/// (XEP-0199 §4.2, XEP-0198 §4). It knows neither when to look nor what becomes of the session. Belongs to the
/// session; [#broken], [#at] and [#isLong] may be called from any thread.
final class Silence {

    private final SessionId session;
    private final FullJid client;
    private final Link link;
    private final SessionOptions options;
    private final Clock clock;
    private volatile long lastHeard;

    Silence(SessionId session, FullJid client, Link link, SessionOptions options, Clock clock) {
        this.session = session;
        this.client = client;
        this.link = link;
        this.options = options;
        this.clock = clock;
        this.lastHeard = clock.millis();
    }

    /// Any sign of life.
    void broken() {
        lastHeard = clock.millis();
    }

    /// How many milliseconds it has lasted at that time.
    long at(long nowMillis) {
        return nowMillis - lastHeard;
    }

    /// True if the client is to be asked.
    boolean isLong(long millis) {
        return millis >= options.silence().toMillis();
    }

    /// False if the client did not answer in time: its connection is left.
    ///
    /// @param managed the client answers the question of XEP-0198
    boolean ask(long millis, boolean managed) {
        if (!link.isUp()) {
            return true;
        }
        if (millis >= options.silence().plus(options.pingTimeout()).toMillis()) {
            link.goodbye(StreamError.of(StreamError.Condition.CONNECTION_TIMEOUT, "No sign of life."));
            return false;
        }
        link.write(managed ? Element.of(StreamManagement.NS, "r") : ping());
        return true;
    }

    private Element ping() {
        Element ping = Element.of("urn:xmpp:ping", "ping");
        return Iq.get("ping-" + session.value(), BareJid.of(client.domain()), client, ping)
                .element();
    }
}
