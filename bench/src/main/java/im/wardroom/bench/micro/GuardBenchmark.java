// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.micro;

import im.wardroom.guard.Act;
import im.wardroom.guard.Detector;
import im.wardroom.guard.Guard;
import im.wardroom.guard.Judgement;
import im.wardroom.guard.Measures;
import im.wardroom.guard.Origin;
import im.wardroom.guard.Policy;
import im.wardroom.guard.address.AddressDetector;
import im.wardroom.guard.artefact.CargoReader;
import im.wardroom.guard.artefact.FileFacts;
import im.wardroom.guard.flood.Acquaintances;
import im.wardroom.guard.flood.FloodDetector;
import im.wardroom.guard.impostor.ImpostorDetector;
import im.wardroom.guard.impostor.Names;
import im.wardroom.guard.label.LabelDetector;
import im.wardroom.guard.leak.LeakDetector;
import im.wardroom.guard.leak.Surroundings;
import im.wardroom.guard.malware.MalwareDefence;
import im.wardroom.guard.quarantine.Confinement;
import im.wardroom.guard.quarantine.Quarantines;
import im.wardroom.guard.signin.SignIn;
import im.wardroom.guard.signin.SignIns;
import im.wardroom.guard.worm.WormDetector;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.xml.Element;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// What the guard costs a message of plain words and one with a link, under the default policy: each detector by
/// itself, the examination of files in stanzas, and all of them as the server asks them. Two thousand people write to
/// their contacts, each once in two seconds.
@State(Scope.Thread)
public class GuardBenchmark {

    private static final int ACCOUNTS = 2_000;
    private static final int CONTACTS = 14;
    private static final int TEXTS = 4_000;
    private static final int LINKS = 20_000;
    private static final int PRIME = 7_919;

    /// Who looks.
    public enum Who {
        FLOODS,
        SIGN_INS,
        IMPOSTORS,
        ADDRESSES,
        PATHS,
        INDICATORS,
        TROJANS,
        LABELS,
        LEAKS,
        WORMS,
        FILES,
        ALL
    }

    @Param
    public Who who = Who.ALL;

    private final Origin[] devices = new Origin[ACCOUNTS];
    private final Element[] plain = new Element[TEXTS];
    private final Element[] links = new Element[LINKS];
    private final Policy policy = Policy.DEFAULT;
    private final Instant begun = Instant.now();
    private Guard guard = Guard.none();
    private Path folder = Path.of("");
    private int next;

    @Setup
    public void build() throws IOException {
        folder = Files.createTempDirectory("guard");
        for (int i = 0; i < ACCOUNTS; i++) {
            InetAddress address = InetAddress.getByAddress(new byte[] {10, 0, (byte) (i >> 8), (byte) i});
            devices[i] = new Origin(Jid.parse("u" + i + "@org.example/desk"), Origin.Kind.ACCOUNT, address);
        }
        for (int i = 0; i < TEXTS; i++) {
            plain[i] =
                    message("%010d Good morning, is the watch list for Tuesday ready, or shall I ask the second mate?"
                            .formatted(i));
        }
        for (int i = 0; i < LINKS; i++) {
            links[i] = message("this is the page that I meant, section " + i + ": https://www.page" + i
                    + ".example/harbour/" + i + "?utm_source=chat");
        }
        MalwareDefence malware =
                new MalwareDefence(policy::malware, Measures.NONE, (act, finding) -> {}, folder, Clock.systemUTC());
        Quarantines quarantines = new Quarantines(policy::quarantine, Quarantines.Listener.NONE);
        guard = new Guard(
                quarantines,
                new Confinement(Set.of(), Set.of()),
                () -> policy,
                detectors(malware),
                who == Who.FILES || who == Who.ALL ? List.of(malware.examiner()) : List.of(),
                (act, verdict, enforced) -> {
                    throw new IllegalStateException("nothing is wrong with it: " + verdict);
                });
        // Who has talked to whom is known.
        for (int i = 0; i < 2 * CONTACTS * ACCOUNTS; i++) {
            send(plain);
        }
    }

    private static Element message(String body) {
        return Element.of(Namespaces.CLIENT, "message")
                .with("type", "chat")
                .with("id", "m1")
                .with(Element.of(Namespaces.CLIENT, "body", body))
                .with(Element.of("http://jabber.org/protocol/chatstates", "active"))
                .with(Element.of("urn:xmpp:receipts", "request"))
                .rendered();
    }

    private List<Detector> detectors(MalwareDefence malware) {
        return switch (who) {
            case FLOODS -> List.of(floods(acquaintances()));
            case SIGN_INS -> List.of(signIns());
            case IMPOSTORS -> List.of(impostors(acquaintances()));
            case ADDRESSES -> List.of(new AddressDetector(() -> policy.senders().addresses(), jid -> List.of()));
            case PATHS -> malware.detectors().subList(0, 1);
            case INDICATORS -> malware.detectors().subList(1, 2);
            case TROJANS -> malware.detectors().subList(2, 3);
            case LABELS -> List.of(new LabelDetector(policy::labels, Set.of()));
            case LEAKS -> leaks();
            case WORMS -> List.of(worms());
            case FILES -> List.of();
            case ALL -> {
                Acquaintances acquaintances = acquaintances();
                List<Detector> all = new ArrayList<>(List.of(
                        floods(acquaintances),
                        signIns(),
                        impostors(acquaintances),
                        new AddressDetector(() -> policy.senders().addresses(), jid -> List.of())));
                all.addAll(malware.detectors());
                all.add(new LabelDetector(policy::labels, Set.of()));
                all.addAll(leaks());
                all.add(worms());
                yield all;
            }
        };
    }

    private static Acquaintances acquaintances() {
        return new Acquaintances(1_000_000, owner -> CompletableFuture.completedFuture(contacts(owner)));
    }

    private static Collection<BareJid> contacts(BareJid owner) {
        int number = Integer.parseInt(String.valueOf(owner.local()).substring(1));
        List<BareJid> contacts = new ArrayList<>();
        for (int i = 1; i <= CONTACTS; i++) {
            contacts.add(account(number + PRIME * i));
            contacts.add(account(number + ACCOUNTS * PRIME - PRIME * i));
        }
        return contacts;
    }

    private static BareJid account(int number) {
        return BareJid.parse("u" + number % ACCOUNTS + "@org.example");
    }

    private FloodDetector floods(Acquaintances acquaintances) {
        return new FloodDetector(new FloodDetector.Parts(
                () -> policy.senders().floods(), acquaintances, jid -> true, () -> 0, Measures.NONE));
    }

    private SignIns signIns() {
        SignIns signIns = new SignIns(() -> policy.senders().signIns(), Measures.NONE);
        for (Origin device : devices) {
            signIns.seen(new SignIn(
                    device.jid().bare(), begun, Objects.requireNonNull(device.address()), "desk", false, false, true));
        }
        return signIns;
    }

    private ImpostorDetector impostors(Acquaintances acquaintances) {
        Names names = new Names(ACCOUNTS);
        for (Origin device : devices) {
            names.add(device.jid().bare());
        }
        return new ImpostorDetector(new ImpostorDetector.Parts(
                () -> policy.senders().impostors(),
                () -> names,
                () -> Set.of(BareJid.parse("captain@org.example")),
                acquaintances,
                owner -> Optional.of(contacts(owner)),
                jid -> true));
    }

    private List<Detector> leaks() {
        Surroundings surroundings = new Surroundings(Set.of(devices[0].jid().domain()), Set.of());
        return LeakDetector.all(policy::leaks, () -> surroundings);
    }

    private WormDetector worms() {
        CargoReader reader = new CargoReader(policy::artefacts, FileFacts.NONE);
        return new WormDetector(policy::worms, reader::read, Measures.NONE, Clock.systemUTC());
    }

    @TearDown
    public void remove() throws IOException {
        Files.deleteIfExists(folder);
    }

    @Benchmark
    public Judgement plainWords() {
        return send(plain);
    }

    @Benchmark
    public Judgement strangeLink() {
        return send(links);
    }

    private Judgement send(Element[] elements) {
        int number = next++;
        Origin sender = devices[number % ACCOUNTS];
        int round = number / ACCOUNTS % (2 * CONTACTS);
        int distance = PRIME * (round / 2 + 1) % ACCOUNTS;
        int contact = (number + (round % 2 == 0 ? distance : ACCOUNTS - distance)) % ACCOUNTS;
        BareJid to = devices[contact].jid().bare();
        Message message = new Message(elements[number % elements.length], sender.jid(), to, Message.Type.CHAT);
        return guard.judge(new Act(sender, message, begun.plusMillis(number))).join();
    }
}
