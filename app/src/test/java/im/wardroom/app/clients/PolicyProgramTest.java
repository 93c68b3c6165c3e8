// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.wardroom.app.control.Reply;
import im.wardroom.app.control.Request;
import im.wardroom.testkit.TestDevice;
import im.wardroom.xmpp.xml.Element;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a policy file says is so on the started program, from the moment that the file says it: security labels
/// (XEP-0258), a file with a mistake, and what another file would have stopped.
@Tag("slow")
@Timeout(120)
class PolicyProgramTest {

    private static final String LABEL = "urn:xmpp:sec-label:0";
    private static final String CATALOGUE = "urn:xmpp:sec-label:catalog:2";
    private static final String ARCHIVE = "urn:xmpp:mam:2";
    private static final String ROOMS = "@rooms." + Person.DOMAIN;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// Captain and mate are cleared for secrets, the bridge is where they are told, and a stowaway is cleared for
    /// nothing. `{cleared}` is one more.
    private static final String LABELS = """
            [floods]
            mode = "off"
            [labels]
            mode = "enforce"
            levels = ["UNCLASSIFIED", "RESTRICTED", "SECRET"]
            unlabelled = "restricted"
            [[labels.label]]
            name = "open"
            level = "UNCLASSIFIED"
            [[labels.label]]
            name = "restricted"
            level = "RESTRICTED"
            [[labels.label]]
            name = "secret"
            level = "SECRET"
            marking = "SECRET"
            background = "red"
            xml = "<esssecuritylabel xmlns='urn:xmpp:sec-label:ess:0'>MQYCAQQGASk=</esssecuritylabel>"
            [[labels.clearance]]
            who = ["captain@localhost", "mate@localhost", "bridge@rooms.localhost", "{cleared}@localhost"]
            level = "SECRET"
            [[labels.clearance]]
            who = ["stowaway@localhost"]
            level = "UNCLASSIFIED"
            [[labels.clearance]]
            domains = ["localhost", "rooms.localhost"]
            level = "RESTRICTED"
            """;

    private static final String RESTRICTED = "<securitylabel xmlns='" + LABEL + "'><displaymarking>restricted"
            + "</displaymarking><label><label xmlns='urn:wardroom:label:0' name='restricted'/></label></securitylabel>";
    private static final String SECRET = "<securitylabel xmlns='" + LABEL + "'><displaymarking fgcolor='black'"
            + " bgcolor='red'>SECRET</displaymarking><label><esssecuritylabel xmlns='urn:xmpp:sec-label:ess:0'>"
            + "MQYCAQQGASk=</esssecuritylabel></label></securitylabel>";

    @TempDir
    static Path folder;

    private static @Nullable StartedProgram program;
    private static Map<String, Person> people = Map.of();

    private final List<TestDevice> devices = new ArrayList<>();

    @BeforeAll
    static void start() {
        program = StartedProgram.start(folder);
        people = Stream.of("captain", "mate", "cook", "stowaway", "officer", "sailor", "gossip")
                .collect(Collectors.toMap(Function.identity(), name -> program().personCalled(name)));
    }

    @AfterAll
    static void stop() {
        if (program != null) {
            program.close();
        }
    }

    private static StartedProgram program() {
        return Objects.requireNonNull(program);
    }

    @BeforeEach
    void labels() throws IOException {
        write(LABELS);
        assertThat(program().ask(new Request.GuardReload())).isInstanceOf(Reply.Done.class);
    }

    @AfterEach
    void leave() {
        devices.forEach(TestDevice::close);
    }

    private static void write(String policy) throws IOException {
        Files.writeString(folder.resolve("policy.toml"), policy);
    }

    private TestDevice online(String name) {
        Person person = Objects.requireNonNull(people.get(name));
        TestDevice device =
                TestDevice.signIn(program().startTlsAddress(), Person.DOMAIN, person.name(), person.password(), "desk");
        devices.add(device);
        device.send("<presence/>");
        device.roundTrip();
        return device;
    }

    private static String jid(String name) {
        return name + '@' + Person.DOMAIN;
    }

    private static void say(TestDevice sender, String to, String text, String label) {
        sender.send("<message type='%s' id='%s' to='%s'><body>%s</body>%s</message>"
                .formatted(to.contains(ROOMS) ? "groupchat" : "chat", "id-" + text, to, text, label));
    }

    /// The next one that says something.
    private static Element message(TestDevice device) {
        Element element = device.receive();
        while (!element.name().equals("message") || element.children().stream().noneMatch(PolicyProgramTest::isBody)) {
            element = device.receive();
        }
        return element;
    }

    private static boolean isBody(Object node) {
        return node instanceof Element child && child.name().equals("body");
    }

    private static Element answer(TestDevice device, String request) {
        device.send(request);
        Element element = device.receive();
        while (!"asked".equals(element.attribute("id"))) {
            element = device.receive();
        }
        return element;
    }

    private static String refusal(TestDevice device) {
        Element element = device.receive();
        while (!"error".equals(element.attribute("type"))) {
            element = device.receive();
        }
        assertThat(element.toString()).contains("policy-violation").containsPattern("\\(Reference [2-9A-Z]{10}\\)");
        return element.toString();
    }

    /// What the labels are called that one may use towards somebody; the usual one has a star.
    private static List<String> catalogue(TestDevice device, String towards) {
        Element answer = answer(
                device,
                "<iq type='get' id='asked' to='%s'><catalog xmlns='%s' to='%s'/></iq>"
                        .formatted(Person.DOMAIN, CATALOGUE, towards));
        return Objects.requireNonNull(answer.child(CATALOGUE, "catalog"))
                .elements()
                .map(item -> (item.attribute("default") == null ? "" : "*")
                        + Objects.requireNonNull(Objects.requireNonNull(item.child(LABEL, "securitylabel"))
                                        .child(LABEL, "displaymarking"))
                                .text())
                .toList();
    }

    /// A room that others may enter.
    private static void make(TestDevice owner, String room) {
        enter(owner, room);
        answer(
                owner,
                "<iq type='set' id='asked' to='%s'><query xmlns='http://jabber.org/protocol/muc#owner'><x xmlns='jabber:x:data' type='submit'/></query></iq>"
                        .formatted(room));
    }

    private static void enter(TestDevice device, String room) {
        device.send("<presence id='entry' to='%s/%s'><x xmlns='http://jabber.org/protocol/muc'/></presence>"
                .formatted(room, device.jid().replaceAll("@.*", "")));
    }

    private static Element history(TestDevice device, String room) {
        return answer(device, "<iq type='set' id='asked' to='%s'><query xmlns='%s'/></iq>".formatted(room, ARCHIVE));
    }

    @Test
    void catalogueHasWhatBothSidesAreClearedFor() {
        TestDevice captain = online("captain");
        assertThat(catalogue(captain, jid("mate"))).containsExactly("open", "*restricted", "SECRET");
        assertThat(catalogue(captain, jid("cook"))).containsExactly("open", "*restricted");
        assertThat(catalogue(captain, "bridge" + ROOMS)).containsExactly("open", "*restricted", "SECRET");
        assertThat(catalogue(captain, "somebody@elsewhere.example")).containsExactly("open");
        assertThat(catalogue(online("stowaway"), jid("captain"))).containsExactly("open");
    }

    @Test
    void nothingGoesToWhoIsNotClearedForItAndTheLabelStaysAsItIs() {
        TestDevice captain = online("captain");
        TestDevice mate = online("mate");
        TestDevice cook = online("cook");
        say(captain, jid("cook"), "course", SECRET);
        assertThat(refusal(captain)).contains("What has this label may not be sent there.");
        captain.send("<message type='error' to='%s'><body>course</body>%s</message>".formatted(jid("cook"), SECRET));
        say(captain, jid("cook"), "dinner", RESTRICTED);
        assertThat(message(cook).toString()).contains("dinner");
        say(captain, jid("mate"), "course", SECRET);
        Element received = message(mate);
        assertThat(received.child(LABEL, "securitylabel"))
                .isEqualTo(Element.read(SECRET.getBytes(java.nio.charset.StandardCharsets.UTF_8), ""));
        say(cook, jid("mate"), "rumour", SECRET);
        assertThat(refusal(cook)).contains("You may not use this label.");
        say(captain, jid("mate"), "nonsense", SECRET.replace("MQYCAQQGASk=", "MQYCAQQGASk"));
        assertThat(refusal(captain)).contains("is not known here");
    }

    @Test
    void messageWithoutALabelIsTakenForWhatThePolicySays() {
        TestDevice captain = online("captain");
        TestDevice cook = online("cook");
        say(captain, jid("stowaway"), "hello", "");
        assertThat(refusal(captain)).contains("What has this label may not be sent there.");
        say(captain, jid("cook"), "hello", "");
        Element received = message(cook);
        assertThat(received.toString()).contains("hello");
        assertThat(received.has(LABEL, "securitylabel")).isFalse();
    }

    @Test
    void roomTakesInWhoIsClearedForAllOfItAndNothingAboveItself() {
        TestDevice captain = online("captain");
        TestDevice mate = online("mate");
        TestDevice cook = online("cook");
        String bridge = "bridge" + ROOMS;
        String mess = "mess" + ROOMS;
        make(captain, bridge);
        make(captain, mess);
        say(captain, bridge, "course", SECRET);
        enter(mate, bridge);
        assertThat(message(mate).toString())
                .as("the history of the room")
                .contains("course")
                .contains("MQYCAQQGASk=");
        assertThat(history(mate, bridge).attribute("type")).isEqualTo("result");

        enter(cook, bridge);
        assertThat(refusal(cook)).contains("You may not go there.");
        assertThat(history(cook, bridge).toString())
                .contains("policy-violation")
                .doesNotContain("course");
        captain.send(("<message to='%s'><x xmlns='http://jabber.org/protocol/muc#user'><invite to='%s'><reason>course"
                        + "</reason></invite></x>%s</message>")
                .formatted(bridge, jid("cook"), SECRET));
        assertThat(refusal(captain)).contains("What has this label may not be sent there.");
        enter(cook, mess);
        say(captain, mess, "course again", SECRET);
        assertThat(refusal(captain)).contains("What has this label may not be sent there.");
        say(captain, mess, "dinner", RESTRICTED);
        assertThat(message(cook).toString()).contains("dinner");
    }

    @Test
    void changedFileIsInForceWithoutARestart() throws IOException {
        TestDevice captain = online("captain");
        TestDevice sailor = online("sailor");
        say(captain, jid("sailor"), "course", SECRET);
        refusal(captain);
        write(LABELS.replace("{cleared}", "sailor"));
        await().atMost(PATIENCE).until(() -> catalogue(captain, jid("sailor")).contains("SECRET"));
        say(captain, jid("sailor"), "course after all", SECRET);
        assertThat(message(sailor).toString()).contains("course after all");
    }

    @Test
    void whoIsNotClearedForARoomAnyMoreIsOutOfItOnceSignedOut() throws IOException {
        String hold = "hold" + ROOMS;
        TestDevice captain = online("captain");
        make(captain, hold);
        say(captain, hold, "ballast", RESTRICTED);
        TestDevice cook = online("cook");
        enter(cook, hold);
        assertThat(message(cook).toString()).contains("ballast");
        write(LABELS.replace("bridge@rooms.localhost", "hold@rooms.localhost"));
        assertThat(program().ask(new Request.GuardReload())).isInstanceOf(Reply.Done.class);
        assertThat(program().ask(new Request.SignOut("cook"))).isInstanceOf(Reply.Done.class);
        Element left = captain.receive();
        while (!(hold + "/cook").equals(left.attribute("from")) || !"unavailable".equals(left.attribute("type"))) {
            left = captain.receive();
        }
        say(captain, hold, "gold", SECRET);
        TestDevice again = online("cook");
        enter(again, hold);
        assertThat(refusal(again)).contains("You may not go there.");
        assertThat(history(again, hold).toString()).contains("policy-violation").doesNotContain("gold");
    }

    @Test
    void fileWithAMistakeIsRefusedWholeAndOfficersAreTold() throws IOException {
        write("officers = [\"officer@localhost\"]\n" + LABELS);
        assertThat(program().ask(new Request.GuardReload())).isInstanceOf(Reply.Done.class);
        TestDevice officer = online("officer");
        TestDevice captain = online("captain");
        // What stands before the mistake is not taken, either.
        write("[labels]\nmode = \"off\"\n[worms]\nnovel-recipients = \"many\"\n");
        assertThat(program().ask(new Request.GuardReload()))
                .isInstanceOfSatisfying(
                        Reply.Failed.class,
                        failed -> assertThat(String.join("\n", failed.lines()))
                                .contains("policy.toml:4:", "many", "the policy stays as it was"));
        assertThat(message(officer).toString()).contains("The changed policy was refused", "policy.toml:4:");
        say(captain, jid("cook"), "course", SECRET);
        assertThat(refusal(captain)).contains("What has this label may not be sent there.");
    }

    @Test
    void simulationSaysWhatAStricterPolicyWouldHaveStopped() {
        TestDevice gossip = online("gossip");
        for (String other : List.of("mate", "cook", "sailor")) {
            say(gossip, jid(other), "look at http://holidays.example/pictures.zip", "");
        }
        assertThat(gossip.roundTrip()).as("nobody stops it").isEmpty();
        String stricter = "[worms]\nnovel-recipients = 1\n";
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(simulated(stricter))
                        .anySatisfy(line -> assertThat(line).startsWith("would ask: 1"))
                        .anySatisfy(line ->
                                assertThat(line).contains("gossip@localhost", "cook@localhost", "holidays.example")));
        assertThat(simulated("")).contains("nothing of it would have been stopped");
    }

    private static List<String> simulated(String policy) {
        return lines(new Request.GuardSimulate("stricter.toml", policy, "1"));
    }

    private static List<String> lines(Request request) {
        Reply reply = program().ask(request);
        assertThat(reply).isInstanceOf(Reply.Done.class);
        return reply instanceof Reply.Done(List<String> lines) ? lines : List.of();
    }
}
