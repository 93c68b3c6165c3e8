// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.ping;

import im.wardroom.server.extension.AccountContext;
import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.Specification;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.xml.Element;
import java.util.List;

/// XMPP Ping (XEP-0199): the server and accounts answer; the server's own pings come from the session.
public final class Ping implements Feature {

    static final String NS = "urn:xmpp:ping";

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(199, "2.0.1"));
    }

    @Override
    public void install(Hooks hooks) {
        hooks.account(NS, "ping", Ping::answer)
                .server(NS, "ping", (request, payload) -> Hooks.answer(null))
                .serverFeature(NS);
    }

    /// A stranger gets the answer of an account that does not exist.
    private static void answer(AccountContext account, Element payload) {
        if (account.isTrusted()) {
            account.reply(null);
        } else {
            account.fail(StanzaError.of(Condition.SERVICE_UNAVAILABLE));
        }
    }
}
