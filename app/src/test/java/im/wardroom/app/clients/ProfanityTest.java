// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smack.roster.Roster;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The main job: two people with two clients that other people made, signed in over TLS, talk to each other.
@Tag("slow")
@Timeout(150)
class ProfanityTest {

    @TempDir
    Path folder;

    @Test
    void personInATerminalTalksToAPersonOnAnotherClient() throws Exception {
        Installed.require("profanity", "profanity", "--version");
        Installed.require("tmux", "tmux", "-V");
        try (StartedProgram program = StartedProgram.start(Files.createDirectory(folder.resolve("server")))) {
            Person alice = program.personCalled("alice");
            Person bob = program.personCalled("bob");
            try (Profanity profanity = Profanity.start(program, Files.createDirectory(folder.resolve("home")));
                    SmackDevice other = SmackDevice.signIn(program, bob, "office")) {
                profanity.signIn(alice);
                assertThat(profanity.screen()).contains("[TLS]").doesNotContainIgnoringCase("untrusted");
                becomeContacts(profanity, other, alice);
                converse(profanity, other, alice);
                profanity.type("/quit");
                other.presence(presence -> presence.getType() == Presence.Type.unavailable);
            }
        }
    }

    private static void becomeContacts(Profanity profanity, SmackDevice other, Person alice) throws Exception {
        profanity.type("/roster add bob@localhost Bob");
        other.roster().setSubscriptionMode(Roster.SubscriptionMode.accept_all);
        profanity.type("/sub request bob@localhost");
        profanity.awaitScreen(screen -> screen.contains("is online"));
        other.roster()
                .createItemAndRequestSubscription(
                        org.jxmpp.jid.impl.JidCreate.entityBareFrom(alice.jid()), "Alice", null);
        profanity.awaitScreen(screen -> screen.contains("authorization request"));
        profanity.type("/sub allow bob@localhost");
        other.presence(presence -> presence.isAvailable()
                && presence.getFrom().asBareJid().toString().equals(alice.jid()));
    }

    private static void converse(Profanity profanity, SmackDevice other, Person alice) throws Exception {
        profanity.type("/msg Bob");
        profanity.type("/clear");
        hear(profanity, other, "Good morning! Is this the new server?");
        say(profanity, other, alice, "It is. One command started it, and it was ready in a second.");
        hear(profanity, other, "And who can read along?");
        say(profanity, other, alice, "Nobody on the wire: TLS 1.3, and the password itself is never sent.");
        hear(profanity, other, "What if somebody trips over the power cord now?");
        say(profanity, other, alice, "Then this line is still here: what it acknowledged is on disk. ☕");
        profanity.awaitScreen(screen -> screen.contains("☕") && screen.contains("Good morning!"));
        // For the picture in docs/images.
        Files.writeString(
                Files.createDirectories(Path.of("target/clients")).resolve("profanity.ansi"), profanity.picture());
    }

    private static void hear(Profanity profanity, SmackDevice other, String line) throws Exception {
        profanity.type(line);
        assertThat(other.message().getBody()).isEqualTo(line);
    }

    private static void say(Profanity profanity, SmackDevice other, Person to, String text) throws Exception {
        other.say(org.jxmpp.jid.impl.JidCreate.from(to.jid()), text);
        profanity.awaitScreen(screen -> screen.contains(text.substring(0, 20)));
    }
}
