// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.transfers;

import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.Hooks.Direction;
import im.wardroom.server.extension.Specification;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// In-Band Bytestreams (XEP-0047): files in pieces, in stanzas. Nobody can inspect a file in pieces, so the
/// administrator says whether they pass.
public final class InBandBytestreams implements Feature {

    private static final Logger LOG = LoggerFactory.getLogger(InBandBytestreams.class);
    private static final String NS = "http://jabber.org/protocol/ibb";
    private static final StanzaError REFUSED =
            StanzaError.of(Condition.NOT_ACCEPTABLE, "This server does not pass on files in pieces.");

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final boolean allowed;
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong told = new AtomicLong();

    public InBandBytestreams(boolean allowed) {
        this.allowed = allowed;
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(47, "2.0.1").partial("passed on, or refused by configuration"));
    }

    @Override
    public void install(Hooks hooks) {
        if (!allowed) {
            hooks.admit(NS, this::check);
        }
    }

    /// XEP-0047 §2.1. Pieces without a beginning are refused, too, in requests and in messages.
    private @Nullable StanzaError check(Map<String, byte[]> documents, Stanza stanza, Jid peer, Direction direction) {
        if (stanza.isError()) {
            return null;
        }
        for (Element payload : stanza.element().elements().toList()) {
            if (payload.namespace().equals(NS)) {
                if (payload.name().equals("open")) {
                    refused(stanza);
                }
                return REFUSED;
            }
        }
        return null;
    }

    /// A line a second at most, so that nobody can fill the log.
    private void refused(Stanza stanza) {
        long total = refused.incrementAndGet();
        long now = System.nanoTime();
        long last = told.get();
        if ((total == 1 || now - last >= SECOND) && told.compareAndSet(last, now)) {
            LOG.atInfo()
                    .addKeyValue("from", stanza.from())
                    .addKeyValue("to", stanza.to())
                    .addKeyValue("refused", total)
                    .log("an in-band bytestream was refused");
        }
    }
}
