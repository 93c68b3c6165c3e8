// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.server.extension.ArchiveIds;
import im.wardroom.server.extension.Extensions;
import im.wardroom.store.Accounts;
import im.wardroom.store.Change;
import im.wardroom.store.MessageLog;
import im.wardroom.store.Role;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.address.Resource;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.xml.Element;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The account as what it is: commands in, effects out.
class AccountTest {

    private static final BareJid JULIET = BareJid.parse("juliet@capulet.example");
    private static final Jid ROMEO = Jid.parse("romeo@capulet.example/orchard");
    private static final SessionId PHONE = new SessionId(1);
    private static final SessionId LAPTOP = new SessionId(2);
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private static final ArchiveIds IDS = new ArchiveIds(new byte[32]);

    private final List<MessageLog.Entry> log = new ArrayList<>();
    private Account account = account(new AccountLimits(3, 10, 5, 10), 0, 0);

    private static Account account(AccountLimits limits, long cursor, long last) {
        return account(
                limits,
                cursor,
                last,
                LongStream.rangeClosed(cursor + 1, last).boxed().toList());
    }

    private static Account account(AccountLimits limits, long cursor, long last, List<Long> waiting) {
        Accounts.Summary summary = new Accounts.Summary(JULIET, Role.USER, true, false, NOW, NOW);
        return new Account(
                new Accounts.State(
                        7, summary, cursor, last, waiting, Instant.EPOCH, 0, List.of(), Map.of(), Map.of(), List.of()),
                new Environment(
                        Set.of(new Domain("capulet.example")),
                        new Extensions(List.of()),
                        limits,
                        IDS,
                        Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    private static Message message(String id, Jid to) {
        Element element = Element.of("jabber:client", "message")
                .with("type", "chat")
                .with("id", id)
                .with(Element.of("jabber:client", "body", id));
        return Message.to(ROMEO, to, element);
    }

    private <T> List<Effect> read(Effect.ReadLog<T> read) {
        return tell(new Command.Answer<>(read.continuation(), read.query().apply(new ListLog(log))));
    }

    /// Carries out what a host would: keeps what is to be kept, and answers reads of the log.
    private List<Effect> tell(Command command) {
        List<Effect> effects = new ArrayList<>(account.handle(command));
        for (Effect effect : List.copyOf(effects)) {
            if (effect instanceof Effect.Keep(Change.AppendMessage append)) {
                log.add(append.entry());
            } else if (effect instanceof Effect.KeepLazily(Change.MoveCursor move)) {
                log.removeIf(entry -> entry.seq() <= move.seq());
            } else if (effect instanceof Effect.ReadLog<?> read) {
                effects.addAll(read(read));
            }
        }
        return effects;
    }

    private void bind(SessionId session, String resource) {
        tell(new Command.Bind(session, new Resource(resource), List.of(), null, () -> {}));
    }

    private List<Effect> goOnline(SessionId session, String resource) {
        bind(session, resource);
        Presence presence = Presence.of(Presence.Type.AVAILABLE, JULIET.with(new Resource(resource)), null);
        return tell(new Command.Depart(session, presence));
    }

    private static List<String> sentTo(SessionId session, List<Effect> effects) {
        return effects.stream()
                .filter(Effect.Send.class::isInstance)
                .map(Effect.Send.class::cast)
                .filter(send -> send.session().equals(session) && send.stanza() instanceof Message)
                .map(send -> send.stanza().id())
                .toList();
    }

    @Test
    void messageIsKeptBeforeItIsSent() {
        goOnline(PHONE, "phone");
        List<Effect> effects = tell(new Command.Arrive(message("m1", JULIET), true));
        assertThat(effects).hasSize(2);
        assertThat(effects.get(0)).isInstanceOf(Effect.Keep.class);
        assertThat(effects.get(1)).isInstanceOf(Effect.Send.class);
    }

    @Test
    void messageThatNobodyWasPromisedIsKeptAMomentLater() {
        goOnline(PHONE, "phone");
        tell(new Command.Arrive(message("m1", JULIET), true));
        List<Effect> effects = tell(new Command.Arrive(message("m2", JULIET), false));
        assertThat(effects.get(0)).isInstanceOf(Effect.KeepLazily.class);
        assertThat(sentTo(PHONE, effects)).containsExactly("m2");
    }

    @Test
    void firstMessageIsKeptAtOnceWhoeverSentIt() {
        goOnline(PHONE, "phone");
        assertThat(tell(new Command.Arrive(message("m1", JULIET), false)).get(0))
                .isInstanceOf(Effect.Keep.class);
    }

    @Test
    void messageThatWaitsForADeviceIsKeptAtOnceWhoeverSentIt() {
        tell(new Command.Arrive(message("m1", JULIET), true));
        assertThat(tell(new Command.Arrive(message("m2", JULIET), false)).get(0))
                .isInstanceOf(Effect.Keep.class);
    }

    @Test
    void oneOfAThousandNumbersIsKeptAtOnce() {
        account = account(new AccountLimits(3, 10, 10_000, 10), 0, 0);
        goOnline(PHONE, "phone");
        List<Integer> kept = new ArrayList<>();
        for (int i = 1; i <= 2_500; i++) {
            if (tell(new Command.Arrive(message("m" + i, JULIET), false)).get(0) instanceof Effect.Keep) {
                kept.add(i);
            }
        }
        assertThat(kept).containsExactly(1, 1_002, 2_003);
    }

    @Test
    void numbersThatACrashMayHaveErasedAreNotGivenAgain() {
        account = account(new AccountLimits(3, 10, 5, 10), 5, 5);
        tell(new Command.Arrive(message("m1", JULIET), true));
        assertThat(log).extracting(MessageLog.Entry::seq).containsExactly(1_006L);
    }

    @Test
    void numbersThatWereSkippedDoNotCountAsWaiting() {
        account = account(new AccountLimits(3, 10, 2, 10), 4, 5);
        assertThat(tell(new Command.Arrive(message("m1", JULIET), true)).get(0)).isInstanceOf(Effect.Keep.class);
        assertThat(tell(new Command.Arrive(message("m2", JULIET), true)).get(0)).isInstanceOf(Effect.Route.class);
    }

    @Test
    void numbersThatWereSkippedInEarlierLivesDoNotCountAsWaitingEither() {
        account = account(new AccountLimits(3, 10, 4, 10), 4, 3_006, List.of(5L, 1_006L, 3_006L));
        assertThat(tell(new Command.Arrive(message("m1", JULIET), true)).get(0)).isInstanceOf(Effect.Keep.class);
        assertThat(tell(new Command.Arrive(message("m2", JULIET), true)).get(0)).isInstanceOf(Effect.Route.class);
    }

    @Test
    void messageToAnOfflineAccountWaitsInTheLog() {
        assertThat(tell(new Command.Arrive(message("m1", JULIET), true))).hasSize(1);
        assertThat(sentTo(PHONE, goOnline(PHONE, "phone"))).containsExactly("m1");
    }

    @Test
    void whatWaitedComesWithTheTimeOfItsArrivalAndItsStableId() {
        tell(new Command.Arrive(message("m1", JULIET), true));
        Effect.Send send = goOnline(PHONE, "phone").stream()
                .filter(e -> e instanceof Effect.Send s && s.stanza() instanceof Message)
                .map(Effect.Send.class::cast)
                .findFirst()
                .orElseThrow();
        Element element = send.stanza().element();
        assertThat(element.child("urn:xmpp:delay", "delay").attribute("stamp")).isEqualTo("2026-11-23T12:00:00Z");
        assertThat(element.child("urn:xmpp:sid:0", "stanza-id").attribute("id")).isEqualTo(IDS.id(7, 1));
        assertThat(element.child("urn:xmpp:sid:0", "stanza-id").attribute("by")).isEqualTo(JULIET.toString());
    }

    @Test
    void cursorMovesOverWhatIsSettledWithoutAGap() {
        goOnline(PHONE, "phone");
        tell(new Command.Arrive(message("m1", JULIET), true));
        tell(new Command.Arrive(message("m2", JULIET), true));
        assertThat(tell(new Command.Settled(PHONE, List.of(2L), 0, 0))).isEmpty();
        assertThat(tell(new Command.Settled(PHONE, List.of(1L), 0, 0)))
                .containsExactly(new Effect.KeepLazily(new Change.MoveCursor(JULIET, 2)));
    }

    @Test
    void settledMessageDoesNotComeAgain() {
        goOnline(PHONE, "phone");
        tell(new Command.Arrive(message("m1", JULIET), true));
        tell(new Command.Arrive(message("m2", JULIET), true));
        tell(new Command.Settled(PHONE, List.of(1L), 0, 0));
        tell(new Command.Unbind(PHONE, false));
        assertThat(sentTo(LAPTOP, goOnline(LAPTOP, "laptop"))).containsExactly("m2");
    }

    @Test
    void whatADeviceLeftBehindGoesToAnotherOne() {
        goOnline(PHONE, "phone");
        tell(new Command.Arrive(message("m1", JULIET.with(new Resource("phone"))), true));
        goOnline(LAPTOP, "laptop");
        assertThat(sentTo(LAPTOP, tell(new Command.Unbind(PHONE, false)))).containsExactly("m1");
    }

    @Test
    void messageHeldByTwoDevicesStaysWithTheOther() {
        goOnline(PHONE, "phone");
        goOnline(LAPTOP, "laptop");
        tell(new Command.Arrive(message("m1", JULIET), true));
        assertThat(sentTo(LAPTOP, tell(new Command.Unbind(PHONE, false)))).isEmpty();
    }

    @Test
    void backlogIsSentPageByPageAndInOrder() {
        account = account(new AccountLimits(3, 10, 1_000, 10), 0, 0);
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= 250; i++) {
            tell(new Command.Arrive(message("m" + i, JULIET), true));
            expected.add("m" + i);
        }
        List<String> got = new ArrayList<>(sentTo(PHONE, goOnline(PHONE, "phone")));
        assertThat(got).hasSize(100);
        long settled = 0;
        while (got.size() < 250) {
            List<Long> numbers = new ArrayList<>();
            for (long number = settled + 1; number <= got.size(); number++) {
                numbers.add(number);
            }
            settled = got.size();
            got.addAll(sentTo(PHONE, tell(new Command.Settled(PHONE, numbers, 0, 0))));
            assertThat((long) got.size()).isGreaterThan(settled);
        }
        assertThat(got).isEqualTo(expected);
    }

    @Test
    void liveMessageWaitsBehindTheBacklog() {
        account = account(new AccountLimits(3, 10, 1_000, 10), 0, 0);
        for (int i = 1; i <= 101; i++) {
            tell(new Command.Arrive(message("m" + i, JULIET), true));
        }
        goOnline(PHONE, "phone");
        assertThat(sentTo(PHONE, tell(new Command.Arrive(message("live", JULIET), true))))
                .isEmpty();
        List<Long> page = LongStream.rangeClosed(1, 100).boxed().toList();
        assertThat(sentTo(PHONE, tell(new Command.Settled(PHONE, page, 0, 0)))).containsExactly("m101", "live");
    }

    @Test
    void deviceThatHasNotTakenAShortBacklogGetsWhatIsNew() {
        account = account(new AccountLimits(3, 10, 5, 10), 0, 0);
        tell(new Command.Arrive(message("m1", JULIET), true));
        account = account(new AccountLimits(3, 10, 5, 10), 0, 1);
        assertThat(sentTo(PHONE, goOnline(PHONE, "phone"))).containsExactly("m1");
        assertThat(sentTo(PHONE, tell(new Command.Arrive(message("m2", JULIET), true))))
                .containsExactly("m2");
    }

    /// What was read is older than what arrived meanwhile, and is not on disk yet.
    @Test
    void messageIsNotOvertakenByALaterOneWhileTheBacklogIsRead() {
        tell(new Command.Arrive(message("m1", JULIET), true));
        bind(PHONE, "phone");
        Presence presence = Presence.of(Presence.Type.AVAILABLE, JULIET.with(new Resource("phone")), null);
        Effect.ReadLog<?> read = account.handle(new Command.Depart(PHONE, presence)).stream()
                .filter(Effect.ReadLog.class::isInstance)
                .map(effect -> (Effect.ReadLog<?>) effect)
                .findFirst()
                .orElseThrow();
        account.handle(new Command.Arrive(message("m2", JULIET), true));
        assertThat(sentTo(PHONE, read(read))).containsExactly("m1");
        assertThat(sentTo(PHONE, tell(new Command.Arrive(message("m3", JULIET), true))))
                .isEmpty();
    }

    @Test
    void fullLogRefusesTheNextMessageToItsSender() {
        for (int i = 1; i <= 5; i++) {
            tell(new Command.Arrive(message("m" + i, JULIET), true));
        }
        List<Effect> effects = tell(new Command.Arrive(message("m6", JULIET), true));
        assertThat(effects).hasSize(1);
        Element error = ((Effect.Route) effects.getFirst()).stanza().element();
        assertThat(error.attribute("to")).isEqualTo(ROMEO.toString());
        assertThat(error.child("jabber:client", "error").firstElement().name())
                .isEqualTo(Condition.RESOURCE_CONSTRAINT.element());
    }

    @Test
    void deviceWithNegativePriorityGetsOnlyWhatIsForIt() {
        bind(PHONE, "phone");
        Presence presence = Presence.of(Presence.Type.AVAILABLE, JULIET.with(new Resource("phone")), null);
        Element low = presence.element().with(Element.of("jabber:client", "priority", "-1"));
        tell(new Command.Depart(PHONE, presence.withElement(low)));
        assertThat(sentTo(PHONE, tell(new Command.Arrive(message("m1", JULIET), true))))
                .isEmpty();
        assertThat(sentTo(PHONE, tell(new Command.Arrive(message("m2", JULIET.with(new Resource("phone"))), true))))
                .containsExactly("m2");
    }

    @Test
    void oneDeviceTooManyIsTurnedAway() {
        bind(new SessionId(11), "a");
        bind(new SessionId(12), "b");
        bind(new SessionId(13), "c");
        List<Effect> effects = tell(new Command.Bind(new SessionId(14), new Resource("d"), List.of(), null, () -> {}));
        assertThat(effects).hasSize(1);
        assertThat(((Effect.EndSession) effects.getFirst()).session()).isEqualTo(new SessionId(14));
    }

    @Test
    void evictedAccountEndsEverySessionButTheSparedOne() {
        bind(PHONE, "phone");
        bind(LAPTOP, "laptop");
        List<SessionId> ended = tell(new Command.Evict("changed", new Resource("laptop"))).stream()
                .filter(Effect.EndSession.class::isInstance)
                .map(e -> ((Effect.EndSession) e).session())
                .toList();
        assertThat(ended).containsExactly(PHONE);
        assertThat(account.isIdle()).isFalse();
    }
}
