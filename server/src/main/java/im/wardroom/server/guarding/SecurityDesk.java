// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.guarding;

import im.wardroom.guard.Finding;
import im.wardroom.guard.HoldRules;
import im.wardroom.guard.Measures;
import im.wardroom.guard.Reason;
import im.wardroom.guard.quarantine.Quarantine;
import im.wardroom.guard.quarantine.Quarantines;
import im.wardroom.server.extension.Desk;
import im.wardroom.server.extension.Entity;
import im.wardroom.server.extension.EntityContext;
import im.wardroom.server.extension.Extensions;
import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.ServerActions;
import im.wardroom.server.extension.Service;
import im.wardroom.server.extension.Specification;
import im.wardroom.store.Accounts;
import im.wardroom.store.Change;
import im.wardroom.store.GuardRecords.Kind;
import im.wardroom.store.Store;
import im.wardroom.store.StoreException;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Resource;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.time.Delay;
import im.wardroom.xmpp.xml.Element;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where the guard speaks with people: a domain of its own that asks, warns and answers, and by which people in
/// quarantine reach the officers. It also carries out what the guard wants done beside its verdicts. Thread-safe.
public final class SecurityDesk implements Feature, Service, Measures {

    private static final Logger LOG = LoggerFactory.getLogger(SecurityDesk.class);
    private static final Resource DESK = new Resource("desk");

    /// A copy that is to be taken back may still be on its way to where it is taken from.
    private static final Duration IN_FLIGHT = Duration.ofMillis(500);

    /// What the desk is made of.
    ///
    /// @param label of its domain, in front of the server's
    /// @param officers who is told of alarms, and answers who writes to the desk
    public record Parts(
            String label,
            Store store,
            Chronicle chronicle,
            Supplier<HoldRules> holds,
            Supplier<Set<BareJid>> officers,
            Clock clock,
            SecureRandom random) {}

    private final Parts parts;
    private final Detention detention;
    private final ToSenders exits = new ToSenders();
    private volatile @Nullable ServerActions actions;
    private volatile @Nullable Extensions extensions;
    private volatile @Nullable Quarantines quarantines;
    private volatile BiConsumer<BareJid, Boolean> answers = (sender, person) -> {};
    private volatile Predicate<Message> blocked = message -> false;

    public SecurityDesk(Parts parts) {
        this.parts = parts;
        this.detention = new Detention(parts.store(), parts.holds(), exits, parts.clock(), parts.random());
    }

    /// Before the first stanza.
    ///
    /// @param dangerous what must not go on any more, whoever wants it
    /// @param listener told who has shown to be a person, and who has not
    public void connect(Quarantines all, Predicate<Message> dangerous, BiConsumer<BareJid, Boolean> listener) {
        quarantines = all;
        blocked = dangerous;
        answers = listener;
    }

    public Detention detention() {
        return detention;
    }

    /// What an earlier life of the server held. May block; before the first stanza.
    public void restore() {
        detention.restore();
    }

    /// Looks for questions that nobody answered. To be called every second.
    public void tick() {
        detention.tick();
    }

    /// Keeps what was held a moment ago. Nothing is held any more.
    public void close() {
        detention.keep();
    }

    // ---- a feature and a service

    @Override
    public List<Specification> specifications() {
        return List.of();
    }

    @Override
    public void install(Hooks hooks) {
        hooks.service(this)
                .command(new ReleaseCommand(this).command())
                .connected(connected -> actions = connected)
                .assembled(assembled -> extensions = assembled);
    }

    @Override
    public String label() {
        return parts.label();
    }

    @Override
    public String name() {
        return "Security desk";
    }

    @Override
    public Set<String> namespaces() {
        return Set.of();
    }

    @Override
    public Entity load(BareJid address, Optional<Accounts.State> kept, Store store) {
        return new DeskEntity(this, new Desk("component", "generic", name()));
    }

    /// The desk's domain beside the account's.
    private BareJid beside(BareJid account) {
        return BareJid.of(domain(account.domain()));
    }

    boolean isOfficer(BareJid account) {
        return parts.officers().get().contains(account);
    }

    /// What somebody wrote to the desk: an answer, or a word to the officers.
    void heard(BareJid from, String text, EntityContext out) {
        if (detention.heard(from, text)) {
            return;
        }
        Set<BareJid> officers = parts.officers().get();
        if (officers.isEmpty()) {
            out.send(message(out.address(), from, "Nobody reads here at the moment. Ask your administrator."));
            return;
        }
        BareJid beside =
                BareJid.of(Objects.requireNonNull(from.local()), out.address().domain());
        officers.forEach(officer -> out.send(message(beside, officer, text)));
        out.send(message(out.address(), from, "The officers have your message, and will answer here."));
    }

    /// What an officer answers to somebody.
    void answered(BareJid to, String text, EntityContext out) {
        out.send(message(BareJid.of(out.address().domain()), to, text));
    }

    private static Message message(BareJid from, BareJid to, String text) {
        Element element = Element.of(Namespaces.CLIENT, "message")
                .with("type", "chat")
                .with(Element.of(Namespaces.CLIENT, "body", text));
        return Message.to(from, to, element);
    }

    // ---- measures

    @Override
    public void quarantine(BareJid account, Finding finding) {
        String reference = parts.chronicle().note(account, null, finding, "quarantine", true);
        Objects.requireNonNull(quarantines)
                .begin(account, parts.clock().instant(), finding.reason().code(), reference, finding.text());
    }

    @Override
    public void recall(List<Copy> copies, Finding finding) {
        if (copies.isEmpty()) {
            return;
        }
        String reference = parts.chronicle().note(copies.getFirst().from().bare(), null, finding, "recall", true);
        CompletableFuture.delayedExecutor(IN_FLIGHT.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread)
                .execute(() -> recall(copies, reference));
    }

    private void recall(List<Copy> copies, String reference) {
        try {
            copies.forEach(copy -> Recall.of(copy, reference).ifPresent(this::recall));
        } catch (StoreException e) {
            LOG.atWarn().setCause(e).addKeyValue("reference", reference).log("copies could not be taken back");
        }
    }

    private void recall(Recall recall) {
        ServerActions server = actions();
        if (server == null) {
            return;
        }
        BareJid to = recall.copy().to().bare();
        if (server.isService(to.domain())) {
            server.send(recall.request(beside(recall.copy().from().bare()).with(DESK)));
            return;
        }
        server.takeBack(recall.retraction());
        Extensions assembled = extensions;
        List<Change> archived = assembled == null ? List.of() : recall.archived(assembled);
        if (!archived.isEmpty()) {
            parts.store().commit(archived).whenComplete((ok, failure) -> {
                if (failure != null) {
                    LOG.atDebug().setCause(failure).log("a recipient has no archive to take a message out of");
                }
            });
        }
    }

    @Override
    public void drop(List<BareJid> senders, Finding finding) {
        detention.drop(senders, finding.text());
    }

    @Override
    public void tell(BareJid to, String text) {
        ServerActions server = actions();
        if (server != null) {
            server.send(message(beside(to), to, text));
        }
    }

    @Override
    public void alarm(Finding finding) {
        LOG.atWarn()
                .addKeyValue("reason", finding.reason().code())
                .addKeyValue("evidence", finding.evidence())
                .log("the guard raises an alarm");
        StringBuilder text = new StringBuilder("Alarm: " + finding.reason().meaning());
        finding.evidence().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(seen ->
                        text.append('\n').append(seen.getKey()).append(": ").append(seen.getValue()));
        parts.officers().get().forEach(officer -> tell(officer, text.toString()));
    }

    /// A changed policy has a mistake, and the earlier one stays: officers must know.
    public void policyRefused(String problem) {
        parts.officers().get().forEach(officer -> tell(officer, "The changed policy was refused: " + problem));
    }

    /// How many messages are held.
    public int held() {
        return detention.all().size();
    }

    Quarantines.Release endQuarantine(BareJid account, BareJid officer) {
        return Objects.requireNonNull(quarantines)
                .release(account, officer.toString(), parts.clock().instant());
    }

    /// Lets what is held of the sender go: an officer wants it. Returns how many they were.
    public int release(BareJid sender) {
        return detention.release(sender);
    }

    @Nullable
    ServerActions actions() {
        return actions;
    }

    // ---- quarantines

    /// Keeps a quarantine, and tells its owner and the officers.
    ///
    /// @param begun false if another officer has agreed to its end
    public void keep(Quarantine quarantine, boolean begun) {
        commit(new Change.PutGuardRecord(QuarantineForm.entry(quarantine)), quarantine);
        if (begun) {
            BareJid account = quarantine.account();
            detention.drop(List.of(account), "The account is in quarantine.");
            tell(
                    account,
                    "Your account is in quarantine: " + quarantine.text()
                            + " You can read, and write to this address; the officers read it. (Reference "
                            + quarantine.reference() + ')');
            parts.officers()
                    .get()
                    .forEach(officer -> tell(
                            officer,
                            account + " is in quarantine: " + quarantine.reason() + ". (Reference "
                                    + quarantine.reference() + ')'));
        }
    }

    /// The quarantine has ended.
    public void ended(Quarantine quarantine) {
        commit(
                new Change.RemoveGuardRecord(
                        Kind.QUARANTINE, quarantine.account().toString()),
                quarantine);
        tell(quarantine.account(), "Your account is not in quarantine any more.");
    }

    private void commit(Change change, Quarantine quarantine) {
        parts.store().commit(List.of(change)).whenComplete((ok, failure) -> {
            if (failure != null) {
                LOG.atError()
                        .setCause(failure)
                        .addKeyValue("account", quarantine.account())
                        .log("a quarantine could not be kept");
            }
        });
    }

    /// What becomes of held messages.
    private final class ToSenders implements Exits {

        @Override
        public boolean release(Held held) {
            boolean isConfined = Objects.requireNonNull(quarantines)
                            .of(held.from().bare(), parts.clock().instant())
                    != null;
            if (isConfined || blocked.test(held.message())) {
                bounce(held, "It was held, and has turned out to be dangerous; it was not sent.");
                return false;
            }
            Element delay = Delay.of(held.from().domain().toString(), held.at());
            Message message =
                    held.message().withElement(held.message().element().with(delay));
            Objects.requireNonNull(actions()).submit(message, remove(held));
            return true;
        }

        @Override
        public void bounce(Held held, String why) {
            var reply = held.message().errorReply(StanzaError.of(Condition.POLICY_VIOLATION, why));
            ServerActions server = actions();
            if (reply != null && server != null) {
                server.send(reply);
            }
            parts.store().commit(List.of(remove(held)));
        }

        private Change remove(Held held) {
            return new Change.RemoveGuardRecord(Kind.HELD, held.id());
        }

        @Override
        public void say(BareJid to, String text) {
            tell(to, text);
        }

        @Override
        public void answered(BareJid sender, boolean isAPerson, Held first) {
            answers.accept(sender, isAPerson);
            if (!isAPerson) {
                quarantine(
                        sender,
                        Finding.of(
                                        Reason.WORM_UNANSWERED,
                                        "Messages were sent from it, and nobody answered that it was a person.")
                                .with("held", first.reference()));
            }
        }
    }
}
