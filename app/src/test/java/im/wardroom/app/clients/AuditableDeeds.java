// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.app.control.Reply;
import im.wardroom.app.control.Request;
import im.wardroom.guard.audit.AuditRecord;
import im.wardroom.guard.audit.Entry;
import im.wardroom.testkit.TestDevice;
import im.wardroom.xmpp.xml.Element;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What has to be written down, done over and over by people and an administrator until the server is gone: people sign
/// in and are refused something by the guard, an administrator blocks links. Knows who was told what. Thread-safe.
final class AuditableDeeds {

    private static final Pattern REFERENCE = Pattern.compile("Reference:? ([2-9A-Z]{10})");

    private final StartedProgram program;
    private final List<List<Person>> groups;
    private final List<String> told = new ArrayList<>();
    private final List<String> certain = new ArrayList<>();
    private final List<Throwable> problems = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean over;
    private int blocked;

    /// @param groups each of them signs in one after the other, beside the others
    AuditableDeeds(StartedProgram program, List<List<Person>> groups) {
        this.program = program;
        this.groups = groups;
    }

    /// A record, as it is counted here.
    static String deed(AuditRecord record) {
        Entry entry = record.entry();
        return entry.action()
                + ' '
                + switch (entry.kind()) {
                    case SIGN_IN, SYSTEM -> entry.actor();
                    case VERDICT -> entry.details().getOrDefault("reference", "");
                    case ADMINISTRATION -> entry.details().getOrDefault("artefact", "");
                };
    }

    void begin() {
        over = false;
        groups.forEach(group -> start(() -> group.forEach(this::signInAndBeRefused)));
        start(this::block);
    }

    private void start(Runnable deed) {
        threads.add(Thread.ofVirtual().start(() -> {
            try {
                while (!over) {
                    deed.run();
                }
            } catch (UncheckedIOException | AssertionError | IllegalStateException e) {
                if (!over) {
                    problem(e);
                }
            }
        }));
    }

    private void signInAndBeRefused(Person person) {
        try (TestDevice device =
                TestDevice.signIn(program.startTlsAddress(), Person.DOMAIN, person.name(), person.password(), "desk")) {
            told("sign-in " + person.jid());
            device.send("<iq type='set' id='offer' to='admin@%s/desk'>".formatted(Person.DOMAIN)
                    + "<jingle xmlns='urn:xmpp:jingle:1' action='session-initiate' sid='s'>"
                    + "<content creator='initiator' name='f'><description xmlns='urn:xmpp:jingle:apps:file-transfer:5'>"
                    + "<file><name>a.txt</name></file></description>"
                    + "<transport xmlns='urn:xmpp:jingle:transports:s5b:1' sid='t'/></content></jingle></iq>");
            Element answer = device.receive();
            while (!"offer".equals(answer.attribute("id"))) {
                answer = device.receive();
            }
            Matcher matcher = REFERENCE.matcher(answer.toString());
            assertThat(matcher.find()).as(answer.toString()).isTrue();
            told("refuse " + matcher.group(1));
        }
    }

    /// An answer over the control socket comes when its record is on disk, and records are written in the order in
    /// which things were done: what others were told before is on disk, too.
    private void block() {
        String artefact = "link:worm" + ++blocked + ".example";
        List<String> before = told();
        assertThat(program.ask(new Request.GuardBlock(artefact))).isInstanceOf(Reply.Done.class);
        certain(before, "guard-block " + artefact);
    }

    private synchronized void told(String deed) {
        told.add(deed);
    }

    private synchronized List<String> told() {
        return List.copyOf(told);
    }

    private synchronized void certain(List<String> before, String deed) {
        certain.add(deed);
        certain.addAll(before);
        told.subList(0, before.size()).clear();
        notifyAll();
    }

    private synchronized void problem(Throwable problem) {
        problems.add(problem);
        notifyAll();
    }

    /// Waits until that many more must be in the log, some of each kind among them.
    synchronized void awaitMore(int count) throws InterruptedException {
        int had = certain.size();
        while (problems.isEmpty() && !isEnough(certain.subList(had, certain.size()), count)) {
            wait();
        }
    }

    private static boolean isEnough(List<String> deeds, int count) {
        return deeds.size() >= count
                && List.of("sign-in ", "refuse ", "guard-block ").stream()
                        .allMatch(kind -> deeds.stream().anyMatch(deed -> deed.startsWith(kind)));
    }

    /// From now on the server may be gone at any time.
    void expectTheEnd() {
        over = true;
    }

    void awaitTheEnd() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        threads.clear();
        synchronized (this) {
            assertThat(problems).isEmpty();
            // What the dead server told people, and nobody waited for.
            told.clear();
        }
    }

    /// What must be in the log.
    synchronized List<String> certain() {
        return List.copyOf(certain);
    }
}
