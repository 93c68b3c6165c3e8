// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.lastactivity;

import im.wardroom.server.extension.AccountContext;
import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.Hooks.Farewell.Document;
import im.wardroom.server.extension.Specification;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.xml.Element;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Last Activity (XEP-0012): since when an account is offline, and since when the server is up.
public final class LastActivity implements Feature {

    private static final String NS = "jabber:iq:last";
    private static final String KEY = "left";

    private final Clock clock;
    private final Instant started;

    public LastActivity(Clock clock) {
        this.clock = clock;
        this.started = clock.instant();
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(12, "2.0"));
    }

    @Override
    public void install(Hooks hooks) {
        hooks.account(NS, "query", LastActivity::answer)
                .server(NS, "query", (request, payload) -> Hooks.answer(since(started, clock.instant(), "")))
                .farewell(LastActivity::keep)
                .serverFeature(NS)
                .accountFeature(NS);
    }

    /// XEP-0012 §4: only who sees the presence may ask.
    private static void answer(AccountContext account, Element payload) {
        if (!account.isTrusted()) {
            account.fail(StanzaError.of(Condition.FORBIDDEN));
            return;
        }
        for (AccountContext.DeviceView device : account.devices()) {
            if (device.presence() != null) {
                account.reply(since(account.now(), account.now(), ""));
                return;
            }
        }
        account.read(NS, kept -> left(account, kept));
    }

    private static void left(AccountContext account, Map<String, byte[]> kept) {
        byte[] stored = kept.get(KEY);
        if (stored == null) {
            account.fail(StanzaError.of(Condition.ITEM_NOT_FOUND));
            return;
        }
        String[] parts = new String(stored, StandardCharsets.UTF_8).split(" ", 2);
        account.reply(since(Instant.ofEpochMilli(Long.parseLong(parts[0])), account.now(), parts[1]));
    }

    private static Document keep(Instant now, Presence unavailable) {
        String status = unavailable
                .element()
                .find(Namespaces.CLIENT, "status")
                .map(Element::text)
                .orElse("");
        String value = now.toEpochMilli() + " " + status.substring(0, Math.min(status.length(), 1_000));
        return new Document(NS, KEY, value.getBytes(StandardCharsets.UTF_8));
    }

    private static Element since(Instant then, Instant now, String status) {
        long seconds = Math.max(0, Duration.between(then, now).toSeconds());
        Element query = Element.of(NS, "query").with("seconds", Long.toString(seconds));
        return status.isEmpty() ? query : query.withText(status);
    }
}
