// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.decoys;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.features.Features;
import im.wardroom.features.decoys.Decoys.Cast;
import im.wardroom.server.extension.Feature;
import im.wardroom.testkit.TestDevice;
import im.wardroom.testkit.TestServer;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.xml.Element;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Decoys on a running server.
class DecoysTest {

    private static final BareJid PAYROLL = TestServer.jid("payroll");

    /// A Tuesday morning at which the decoy is there, where this test runs.
    private static Instant working() {
        Instant at = ZonedDateTime.of(2026, 11, 24, 10, 0, 0, 0, ZoneId.systemDefault())
                .toInstant();
        OfficeHours hours = new OfficeHours(ZoneId.systemDefault());
        while (hours.of(PAYROLL, at) != OfficeHours.State.AVAILABLE) {
            at = at.plusSeconds(600);
        }
        return at;
    }

    @Test
    void decoyIsMadeIsAContactOfEverybodyAndIsThereInOfficeHours() {
        AtomicReference<@Nullable Decoys> decoys = new AtomicReference<>();
        Clock clock = Clock.fixed(working(), ZoneId.systemDefault());
        try (TestServer server = TestServer.start(
                        parts -> {
                            List<Feature> all = new ArrayList<>(Features.all(Features.Settings.DEFAULT, parts.clock()));
                            Decoys made = new Decoys(
                                    () -> new Cast(Set.of(PAYROLL), true),
                                    parts.administration(),
                                    parts.store().accounts(),
                                    new SecureRandom(),
                                    clock);
                            decoys.set(made);
                            all.add(made);
                            return all;
                        },
                        settings -> settings)
                .withUsers("romeo")) {
            Objects.requireNonNull(decoys.get()).tick();
            assertThat(server.store().accounts().find(PAYROLL)).isPresent();
            TestDevice romeo = server.signIn("romeo", "orchard");
            romeo.send("<iq type='get' id='r'><query xmlns='jabber:iq:roster'/></iq>");
            assertThat(romeo.receive().toString()).contains("payroll@").contains("both");
            romeo.send("<presence/>");
            Element own = romeo.receive();
            Element decoy = romeo.receive();
            assertThat(List.of(own.attribute("from", ""), decoy.attribute("from", "")))
                    .contains(PAYROLL + "/desktop");
        }
    }
}
