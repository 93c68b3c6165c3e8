// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.micro;

import im.wardroom.guard.Act;
import im.wardroom.guard.Finding;
import im.wardroom.guard.Measures;
import im.wardroom.guard.Origin;
import im.wardroom.guard.Verdict;
import im.wardroom.guard.artefact.ArtefactRules;
import im.wardroom.guard.artefact.CargoReader;
import im.wardroom.guard.artefact.FileFacts;
import im.wardroom.guard.worm.WormDetector;
import im.wardroom.guard.worm.WormRules;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.xml.Element;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What the detector of worms costs a message: one of plain words, and one with a link that nobody here knows, among
/// ten
/// thousand accounts.
@State(Scope.Thread)
public class WormBenchmark implements Measures {

    private static final int ACCOUNTS = 10_000;
    private static final int PRIME = 7_919;

    private final FullJid[] devices = IntStream.range(0, ACCOUNTS)
            .mapToObj(i -> (FullJid) Jid.parse("u" + i + "@org.example/desk"))
            .toArray(FullJid[]::new);
    private final WormDetector detector = new WormDetector(
            () -> WormRules.DEFAULT,
            new CargoReader(() -> ArtefactRules.DEFAULT, FileFacts.NONE)::read,
            this,
            Clock.systemUTC());
    private final Element plain =
            element("Good morning, is the watch list for Tuesday ready, or shall I ask the second mate again?");
    private final Element[] links = IntStream.range(0, ACCOUNTS)
            .mapToObj(i -> element("this is the page that I meant, section " + i + ": https://www.page" + i
                    + ".example/harbour/" + i + "?utm_source=chat"))
            .toArray(Element[]::new);
    private final Instant begun = Instant.now();
    private int next;

    private static Element element(String body) {
        return Element.of(Namespaces.CLIENT, "message")
                .with("type", "chat")
                .with("id", "m1")
                .with(Element.of(Namespaces.CLIENT, "body", body));
    }

    @Benchmark
    public Verdict plainWords() {
        return send(plain);
    }

    @Benchmark
    public Verdict strangeLink() {
        return send(links[next % ACCOUNTS]);
    }

    private Verdict send(Element element) {
        int from = next++ % ACCOUNTS;
        FullJid sender = devices[from];
        BareJid to = devices[(from + PRIME * (next % 14 + 1)) % ACCOUNTS].bare();
        Message message = new Message(element, sender, to, Message.Type.CHAT);
        // Each sends one in a while, so that nobody is asked.
        Instant at = begun.plusSeconds(next);
        return detector.look(new Act(new Origin(sender, Origin.Kind.ACCOUNT, null), message, at));
    }

    @Override
    public void quarantine(BareJid account, Finding finding) {}

    @Override
    public void recall(List<Copy> copies, Finding finding) {}

    @Override
    public void drop(List<BareJid> senders, Finding finding) {}

    @Override
    public void tell(BareJid to, String text) {}

    @Override
    public void alarm(Finding finding) {}
}
