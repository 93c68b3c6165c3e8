// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.time;

import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.Specification;
import im.wardroom.xmpp.xml.Element;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Entity Time (XEP-0202): what time the server thinks it is.
public final class EntityTime implements Feature {

    private static final String NS = "urn:xmpp:time";

    private final Clock clock;

    public EntityTime(Clock clock) {
        this.clock = clock;
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(202, "2.0"));
    }

    @Override
    public void install(Hooks hooks) {
        hooks.server(NS, "time", (request, payload) -> Hooks.answer(time())).serverFeature(NS);
    }

    private Element time() {
        Instant now = clock.instant();
        ZoneOffset offset = clock.getZone().getRules().getOffset(now);
        return Element.of(NS, "time")
                .with(Element.of(NS, "tzo", offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId()))
                .with(Element.of(NS, "utc", now.truncatedTo(ChronoUnit.SECONDS).toString()));
    }
}
