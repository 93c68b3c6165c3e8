// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.app.control.Reply;
import im.wardroom.app.control.Request;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Debian's slixmpp 1.8.3 binds to a channel in a way that TLS 1.3 does not have, so the server admits such clients
/// here.
@Tag("slow")
@Timeout(150)
class SlixmppTest {

    @TempDir
    static Path folder;

    private static @Nullable StartedProgram program;

    @BeforeAll
    static void start() throws Exception {
        Installed.require("python3-slixmpp", "/usr/bin/python3", "-c", "import slixmpp");
        program = StartedProgram.start(folder, "[authentication]", "allow-broken-channel-binding = true");
    }

    @AfterAll
    static void stop() {
        if (program != null) {
            program.close();
        }
    }

    private static List<String> tell(String story) throws Exception {
        return Slixmpp.with(program).tell(story, program.person("romeo"), program.person("juliet"));
    }

    @Test
    void signsInWithScramOverTls13() throws Exception {
        assertThat(tell("sign_in")).containsExactly("signed in as balcony", "mechanism SCRAM-SHA-512", "TLSv1.3");
    }

    @Test
    void peopleBecomeContactsAndSeeEachOther() throws Exception {
        assertThat(tell("roster"))
                .containsExactly(
                        "juliet is asked",
                        "romeo sees juliet",
                        "juliet sees romeo",
                        "the roster says both",
                        "the roster says both",
                        "romeo is away in Mantua",
                        "romeo is gone");
    }

    @Test
    void peopleTalkBothWays() throws Exception {
        assertThat(tell("chat"))
                .containsExactly(
                        "juliet reads: O, wilt thou leave me so unsatisfied?",
                        "romeo reads: What satisfaction canst thou have to-night? ☾ <&>",
                        "from the device: True");
    }

    @Test
    void messageToSomebodyAwayIsDeliveredOnceAndDelayed() throws Exception {
        assertThat(tell("offline"))
                .containsExactly(
                        "juliet reads: while you were away",
                        "delayed: True",
                        "juliet reads: now you are here",
                        "delayed: False");
    }

    @Test
    void otherDeviceHasCopiesOfWhatIsSentAndReceived() throws Exception {
        assertThat(tell("carbons"))
                .containsExactly(
                        "desk reads: to the desk",
                        "phone has a copy of: to the desk",
                        "romeo reads: from the phone",
                        "desk has a copy of: from the phone");
    }

    @Test
    void blockedContactIsNotHeardUntilUnblocked() throws Exception {
        assertThat(tell("blocking"))
                .containsExactly(
                        "blocked: True",
                        "romeo does not see juliet",
                        "romeo is told: service-unavailable",
                        "romeo sees juliet",
                        "juliet reads: and now?");
    }

    @Test
    void picturesAndBookmarksArePublished() throws Exception {
        assertThat(tell("eventing"))
                .containsExactly(
                        "romeo hears of the picture: True",
                        "romeo has it: True",
                        "the phone hears of: theplay@conference.shakespeare.example",
                        "an old client finds: theplay@conference.shakespeare.example");
    }

    @Test
    void lostConnectionIsResumedAndNothingComesTwice() throws Exception {
        assertThat(tell("resume"))
                .containsExactly(
                        "can be resumed: True",
                        "resumed as train",
                        "juliet reads: in the tunnel",
                        "juliet reads: out of the tunnel",
                        "romeo reads: I can speak, too");
    }

    @Test
    void serverAnswersWhatClientsAskIt() throws Exception {
        assertThat(tell("services"))
                .containsExactly(
                        "juliet sees the card of Romeo Montague",
                        "juliet's diary: a private page",
                        "the server answers: True",
                        "juliet's device answers: True",
                        "it is Wardroom",
                        "identity: [('server', 'im')]",
                        "urn:xmpp:blocking True",
                        "urn:xmpp:carbons:2 True",
                        "urn:xmpp:ping True",
                        "vcard-temp True",
                        "msgoffline True");
    }

    @Test
    void archiveIsReadPageByPageAndObeysItsOwner() throws Exception {
        assertThat(tell("archive"))
                .containsExactly(
                        "fields: after-id before-id end ids include-groupchat start with",
                        "romeo: 1",
                        "juliet: 2",
                        "romeo: 3",
                        "from the end: 3 2 1",
                        "nobody else: 0",
                        "metadata spans: True",
                        "default: always",
                        "never: romeo",
                        "no such message: item-not-found",
                        "still in the archive: 3");
    }

    @Test
    void peopleMeetInARoom() throws Exception {
        assertThat(tell("room"))
                .containsExactly(
                        "service: [('conference', 'text')]",
                        "created: True",
                        "form has a name: True",
                        "juliet is invited: a feast",
                        "juliet sees: ['capulet', 'montague']",
                        "juliet hears: montague",
                        "romeo hears: capulet",
                        "archive: ['He jests at scars', 'Ay me!']",
                        "members: 1",
                        "rooms left: 0");
    }

    @Test
    void fileIsUploadedAndFoundByItsLink() throws Exception {
        Person romeo = program.person("romeo");
        List<String> seen = Slixmpp.with(program).tell("upload", romeo, program.person("juliet"));
        assertThat(seen)
                .startsWith(
                        "the name is kept: True",
                        "juliet has it: True image/png",
                        "and its last byte: 206 b'\\xff'",
                        "nobody guesses another: 404")
                .hasSize(5);
        administratorSeesAndRemovesTheFile(romeo.name() + "@localhost", seen.getLast());
    }

    private static void administratorSeesAndRemovesTheFile(String owner, String link) {
        assertThat(String.join("\n", asked(new Request.ListFiles(owner))))
                .contains("256000\tthere\ttrès cool.png", "1 files, 250KiB");
        asked(new Request.Hold(owner));
        assertThat(asked(new Request.RemoveFile(link)))
                .singleElement()
                .asString()
                .contains("is under legal hold");
        asked(new Request.Release(owner));
        assertThat(asked(new Request.RemoveFile(link))).containsExactly("très cool.png of " + owner + " is gone");
        assertThat(asked(new Request.RemoveFile(link)))
                .singleElement()
                .asString()
                .startsWith("there is no file");
    }

    private static List<String> asked(Request request) {
        return switch (Objects.requireNonNull(program).ask(request)) {
            case Reply.Done(List<String> lines) -> lines;
            case Reply.Failed(List<String> lines) -> lines;
            case Reply.Progress _ -> throw new AssertionError("no answer");
        };
    }

    @Test
    void peoplePublishToNodesThatTheyShare() throws Exception {
        assertThat(tell("nodes"))
                .containsExactly(
                        "usually: open",
                        "juliet is subscribed",
                        "juliet hears: 1 A plague o' both your houses",
                        "and reads: ['1']",
                        "she may not publish: forbidden",
                        "nodes: [('news', 'Verona')]");
    }

    @Test
    void administratorMakesAnAccountWithAForm() throws Exception {
        StartedProgram started = Objects.requireNonNull(program);
        assertThat(Slixmpp.with(started)
                        .tell("administration", started.administrator("escalus"), started.person("romeo")))
                .containsExactly(
                        "escalus may: ['add-user', 'change-user-password', 'delete-user', 'disable-user',"
                                + " 'end-user-session', 'reenable-user', 'user-stats']",
                        "asked: Add an account / FORM_TYPE accountjid password password-verify email given_name surname"
                                + " / ['complete']",
                        "done: completed ['NURSE was made.']",
                        "nurse is signed in as desk",
                        "romeo: forbidden");
    }

    @Test
    void brokenChannelBindingIsRefusedUnlessAllowed(@TempDir Path strictFolder) throws Exception {
        try (StartedProgram strict = StartedProgram.start(strictFolder)) {
            assertThat(Slixmpp.with(strict).tell("refused", strict.person("romeo")))
                    .satisfiesExactly(
                            condition -> assertThat(condition).isEqualTo("refused: not-authorized"),
                            text -> assertThat(text).contains("channel binding", "Update it"));
        }
    }
}
