// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import im.wardroom.testkit.TestDevice;
import im.wardroom.xmpp.xml.Element;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A day at work with nothing but browsers: contacts with pictures, a room, somebody who is invited to it, messages
/// that were not read yet, and everything still there after the page was loaded anew.
@Tag("slow")
@Timeout(180)
class DailyWorkTest {

    private static final String ROOM = "garden@rooms.localhost";

    @TempDir
    Path folder;

    @Test
    void peopleWorkInARoomAndFindEverythingAgain() throws Exception {
        try (Chromium chromium = Chromium.start();
                StartedProgram program = StartedProgram.start(Files.createDirectory(folder.resolve("server")))) {
            Person alice = program.personCalled("alice");
            Person bob = program.personCalled("bob");
            becomeContacts(program, alice, bob);
            try (BrowserTab desk = chromium.tab(program, Screen.DESK);
                    BrowserTab other = chromium.tab(program, Screen.DESK_IN_THE_DARK)) {
                desk.signIn(alice, bob);
                other.signIn(bob, alice);
                seePictures(desk.page(), other.page());
                countUnread(desk, other, alice, bob);
                createRoom(desk.page());
                desk.say("Shall we meet in the garden at three?");
                invite(desk.page(), bob);
                accept(other.page());
                other.awaitLine("Shall we meet in the garden at three?");
                other.say("Gladly. I bring the roses.");
                desk.awaitLine("Gladly. I bring the roses.");
                desk.say("And I bring something to drink.");
                other.awaitLine("And I bring something to drink.");
                drop(other, "roses.png", roses());
                seePicture(desk.page());
                seePicture(other.page());
                desk.picture("room.png");
                other.picture("room-in-the-dark.png");
                assertThat(bookmarks(program, bob)).contains(ROOM);
                comeBack(other, bob);
                assertThat(desk.offences()).isEmpty();
                assertThat(other.offences()).isEmpty();
            }
        }
    }

    // ---- before they come

    private static TestDevice device(StartedProgram program, Person person) {
        return TestDevice.signIn(
                program.startTlsAddress(), Person.DOMAIN, person.name(), person.password(), "preparation");
    }

    private static void becomeContacts(StartedProgram program, Person alice, Person bob) throws IOException {
        try (TestDevice one = device(program, alice);
                TestDevice two = device(program, bob)) {
            dress(one, new Color(0x8a, 0x1c, 0x4a), Color.PINK);
            dress(two, new Color(0x1c, 0x5a, 0x3a), Color.ORANGE);
            for (TestDevice device : List.of(one, two)) {
                String contact = device == one ? bob.jid() : alice.jid();
                device.send("<presence type='subscribed' to='" + contact + "'/>");
                device.send("<presence type='subscribe' to='" + contact + "'/>");
                answer(device, "<iq type='get' id='done'><ping xmlns='urn:xmpp:ping'/></iq>", "done");
            }
        }
    }

    private static void dress(TestDevice device, Color ground, Color face) throws IOException {
        BufferedImage image = new BufferedImage(96, 96, BufferedImage.TYPE_INT_RGB);
        Graphics2D drawing = image.createGraphics();
        drawing.setColor(ground);
        drawing.fillRect(0, 0, 96, 96);
        drawing.setColor(face);
        drawing.fillOval(30, 18, 36, 36);
        drawing.fillOval(16, 58, 64, 60);
        drawing.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        answer(
                device,
                "<iq type='set' id='photo'><vCard xmlns='vcard-temp'><PHOTO><TYPE>image/png</TYPE><BINVAL>"
                        + Base64.getEncoder().encodeToString(png.toByteArray())
                        + "</BINVAL></PHOTO></vCard></iq>",
                "photo");
    }

    private static Element answer(TestDevice device, String question, String id) {
        device.send(question);
        while (true) {
            Element element = device.receive();
            if (element.name().equals("iq") && id.equals(element.attribute("id"))) {
                assertThat(element.attribute("type")).isEqualTo("result");
                return element;
            }
        }
    }

    // ---- at work

    private static void seePictures(Page desk, Page other) {
        assertThat(desk.locator(
                        "converse-chat-heading converse-avatar image, converse-chat-heading converse-avatar img"))
                .isVisible();
        assertThat(other.locator("converse-roster a.open-chat[data-jid='alice@localhost'] converse-avatar image,"
                        + " converse-roster a.open-chat[data-jid='alice@localhost'] converse-avatar img"))
                .isVisible();
    }

    /// Whoever looks elsewhere sees how many messages wait.
    private static void countUnread(BrowserTab desk, BrowserTab other, Person alice, Person bob) {
        Page page = other.page();
        page.locator("converse-roster a.open-chat[data-jid='" + bob.jid() + "']")
                .click();
        desk.say("Good morning!");
        desk.say("Are you there?");
        // Once among the new messages, once among the contacts.
        Locator entry = page.locator("converse-roster a.open-chat[data-jid='" + alice.jid() + "']");
        assertThat(entry.locator(".msgs-indicator").first()).hasText("2");
        entry.first().click();
        other.awaitLine("Are you there?");
        assertThat(entry.locator(".msgs-indicator")).hasCount(0);
        desk.awaitLine("Are you there?");
    }

    private static void createRoom(Page page) {
        page.locator("#chatrooms .dropdown-toggle").first().click();
        page.locator(".show-add-muc-modal").click();
        page.locator("form.add-chatroom input[name=chatroom]").fill("garden");
        page.locator("form.add-chatroom input[name=nickname]").fill("Alice");
        page.locator("form.add-chatroom [type=submit]").click();
        assertThat(page.locator("converse-muc-heading")).containsText("garden");
        page.locator("converse-muc textarea.chat-textarea").waitFor();
    }

    private static void invite(Page page, Person person) {
        page.locator("converse-muc-sidebar .dropdown-toggle").first().click();
        page.locator(".open-invite-modal").first().click();
        page.locator("input[name=invitee_jids]").fill(person.jid());
        page.locator("#converse-muc-invite-modal [type=submit]").click();
    }

    private static void accept(Page page) {
        page.locator(".modal.show .btn-primary").click();
        page.locator("converse-muc textarea.chat-textarea").waitFor();
    }

    private static byte[] roses() throws IOException {
        BufferedImage image = new BufferedImage(360, 160, BufferedImage.TYPE_INT_RGB);
        Graphics2D drawing = image.createGraphics();
        drawing.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        drawing.setColor(new Color(0xdd, 0xe8, 0xf2));
        drawing.fillRect(0, 0, 360, 160);
        for (int i = 0; i < 9; i++) {
            int x = 30 + 36 * i;
            int y = 44 + 17 * (i * 5 % 4);
            drawing.setColor(new Color(0x2e, 0x6b, 0x3c));
            drawing.fillRect(x + 12, y + 20, 4, 160 - y);
            drawing.setColor(new Color(0xa3 + 8 * i, 0x1c, 0x34 + 6 * i));
            drawing.fillOval(x, y, 28, 28);
            drawing.setColor(new Color(0xf4, 0x9a, 0xa8));
            drawing.drawArc(x + 6, y + 7, 14, 14, 30, 300);
        }
        drawing.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }

    /// From another window into this one.
    private static void drop(BrowserTab tab, String name, byte... file) {
        JSHandle dragged =
                tab.page().evaluateHandle("""
                ([name, content]) => {
                  const bytes = Uint8Array.from(atob(content), (one) => one.charCodeAt(0));
                  const dragged = new DataTransfer();
                  dragged.items.add(new File([bytes], name, { type: "image/png" }));
                  return dragged;
                }
                """, List.of(name, Base64.getEncoder().encodeToString(file)));
        tab.page()
                .locator("textarea.chat-textarea")
                .locator("visible=true")
                .dispatchEvent("drop", Map.of("dataTransfer", dragged));
    }

    /// It is shown where it is spoken of, and came from this server.
    private static void seePicture(Page page) {
        Locator picture = page.locator("converse-muc .chat-image");
        assertThat(picture).isVisible();
        assertThat(picture).hasAttribute("src", Pattern.compile("https://localhost:\\d+/.*roses\\.png"));
        page.waitForFunction("() => document.querySelector('converse-muc .chat-image').naturalWidth === 360");
    }

    private static String bookmarks(StartedProgram program, Person person) {
        try (TestDevice device = device(program, person)) {
            return answer(
                            device,
                            "<iq type='get' id='bookmarks'><pubsub xmlns='http://jabber.org/protocol/pubsub'>"
                                    + "<items node='urn:xmpp:bookmarks:1'/></pubsub></iq>",
                            "bookmarks")
                    .toString();
        }
    }

    private static void comeBack(BrowserTab tab, Person person) {
        Page page = tab.page();
        // The client before may have left without acknowledging the invitation (XEP-0198): then it comes again.
        page.addLocatorHandler(
                page.locator("converse-confirm-modal.show"),
                invitation -> invitation.locator(".btn-primary").click());
        tab.reload(person);
        page.locator("#chatrooms [data-room-jid='" + ROOM + "']").first().click();
        tab.awaitLine("Shall we meet in the garden at three?");
        tab.awaitLine("And I bring something to drink.");
        assertThat(tab.lines())
                .contains(
                        "Shall we meet in the garden at three?",
                        "Gladly. I bring the roses.",
                        "And I bring something to drink.");
    }
}
