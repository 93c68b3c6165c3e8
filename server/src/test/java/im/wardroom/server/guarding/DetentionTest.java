// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.guarding;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.guard.Finding;
import im.wardroom.guard.HoldRules;
import im.wardroom.guard.Reason;
import im.wardroom.guard.Verdict;
import im.wardroom.guard.Verdict.Until;
import im.wardroom.server.HeldStore;
import im.wardroom.store.Change;
import im.wardroom.store.GuardRecords.Kind;
import im.wardroom.store.Store;
import im.wardroom.store.sql.Options;
import im.wardroom.store.sql.SqlStore;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.xml.Element;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is held: what is kept of it, and how much of it there may be.
class DetentionTest {

    private static final Jid ROMEO = Jid.parse("romeo@a.example/x");
    private static final Verdict.Hold HELD =
            new Verdict.Hold(Finding.of(Reason.STRANGERS_FOLDED, "It comes of strangers."), Until.RECIPIENT_ASKS);

    /// Of a stanza as large as is usual at most.
    private static final int LARGE = 200_000;

    @TempDir
    Path folder;

    /// Everything goes on, and its record goes.
    private record Released(Store store, List<Held> released) implements Exits {
        @Override
        public boolean release(Held held) {
            released.add(held);
            store.commit(List.of(new Change.RemoveGuardRecord(Kind.HELD, held.id())))
                    .join();
            return true;
        }

        @Override
        public void bounce(Held held, String why) {
            throw new AssertionError("nothing is bounced here: " + why);
        }

        @Override
        public void say(BareJid to, String text) {}

        @Override
        public void answered(BareJid sender, boolean isAPerson, Held first) {}
    }

    private static Detention detention(Store store, List<Held> released) {
        return new Detention(
                store, () -> HoldRules.DEFAULT, new Released(store, released), Clock.systemUTC(), new SecureRandom());
    }

    private static Message message(String to, int length) {
        Element body = Element.of("jabber:client", "body").withText("a".repeat(length));
        return Message.to(
                ROMEO, Jid.parse(to), Element.of("jabber:client", "message").with(body));
    }

    @Test
    void whatIsHeldIsOnDiskWhenItCountsAsHeld() {
        try (Store store = SqlStore.open(folder, Options.DEFAULT)) {
            Detention detention = detention(store, new ArrayList<>());
            List<CompletableFuture<Void>> kept = IntStream.range(0, 20)
                    .mapToObj(i -> detention.hold(message("juliet@a.example", i), HELD, "REF"))
                    .toList();
            CompletableFuture.allOf(kept.toArray(CompletableFuture[]::new)).join();
            assertThat(store.guard().newest(Kind.HELD, 100)).hasSize(20);
        }
    }

    @Test
    void whatGoesOnAtOnceIsNotHeldAgainAfterARestart() {
        try (Store store = SqlStore.open(folder, Options.DEFAULT)) {
            List<Held> released = new ArrayList<>();
            Detention detention = detention(store, released);
            CompletableFuture<Void> kept = detention.hold(message("juliet@a.example", 1), HELD, "REF");
            assertThat(detention.heard(BareJid.parse("juliet@a.example"), "show"))
                    .isTrue();
            assertThat(released).hasSize(1);
            assertThat(kept).isCompleted();
            assertThat(store.guard().newest(Kind.HELD, 100)).isEmpty();
        }
    }

    @Test
    void whatWasHeldAMomentBeforeTheEndIsKept() {
        try (Store store = SqlStore.open(folder, Options.DEFAULT)) {
            Detention detention = detention(store, new ArrayList<>());
            detention.hold(message("juliet@a.example", 1), HELD, "REF");
            detention.keep();
        }
        try (Store store = SqlStore.open(folder, Options.DEFAULT)) {
            Detention detention = detention(store, new ArrayList<>());
            detention.restore();
            assertThat(detention.all()).hasSize(1);
        }
    }

    @Test
    void nobodyIsMadeToHoldMoreThanFourMebibytes() {
        Detention detention = detention(new HeldStore(), new ArrayList<>());
        long taken = Stream.generate(() -> detention.hold(message("juliet@a.example", LARGE), HELD, "REF"))
                .takeWhile(kept -> kept != null)
                .limit(100)
                .count();
        assertThat(taken * LARGE).isBetween(3_500_000L, 4L << 20);
        assertThat(detention.hold(message("nurse@a.example", LARGE), HELD, "REF"))
                .isNotNull();
    }

    @Test
    void allTogetherHoldNoMoreThanSixtyFourMebibytes() {
        Detention detention = detention(new HeldStore(), new ArrayList<>());
        long taken = IntStream.range(0, 1_000)
                .mapToObj(i -> detention.hold(message("user" + i % 100 + "@a.example", LARGE), HELD, "REF"))
                .takeWhile(kept -> kept != null)
                .count();
        assertThat(taken * LARGE).isBetween(60_000_000L, 64L << 20);
    }
}
