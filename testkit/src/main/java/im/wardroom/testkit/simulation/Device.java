// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation;

import im.wardroom.store.Token;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.sasl.HashedToken;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// A person's client: sends, shows, acknowledges as its habits are, comes back after its connection was lost, and
/// sends again what the server did not acknowledge.
final class Device {

    private static final String PING = "urn:xmpp:ping";
    private static final Duration LATE = Duration.ofSeconds(3);
    private static final int MAX_RECONNECT_MILLIS = 3_000;

    private final World world;
    private final BareJid account;
    private final long accountId;
    private final String name;
    private final String secret;
    private final Strand strand;
    private final Display display;
    private final List<Counting.Outgoing> unsent = new ArrayList<>();
    private Habits habits;
    private @Nullable DeviceStream active;
    private @Nullable Counting counting;
    private @Nullable String jid;
    private boolean wantsToBeOnline = true;
    private boolean settled;
    private int streams;
    private int opening;

    Device(World world, BareJid account, long accountId, String name, Habits habits) {
        this.world = world;
        this.account = account;
        this.accountId = accountId;
        this.name = name;
        this.habits = habits;
        this.secret = "secret of " + name;
        this.strand = new Strand(name);
        this.display = new Display(this, world.ledger());
    }

    BareJid account() {
        return account;
    }

    /// Which message of the account's log the id stands for.
    long place(String stanzaId) {
        return Machine.IDS
                .number(accountId, stanzaId)
                .orElseThrow(() -> new IllegalStateException("no id of " + account + ": " + stanzaId));
    }

    Habits habits() {
        return habits;
    }

    boolean uses198() {
        return habits.management();
    }

    String id() {
        return "id-of-" + name;
    }

    String resource() {
        return name;
    }

    @Nullable
    String jid() {
        return jid;
    }

    boolean isActive() {
        return active != null;
    }

    void note(Object... what) {
        world.trace().note(name, what);
    }

    // ---- signing in

    Token token() {
        return new Token(
                id(),
                HashedToken.NONE.mechanism(),
                secret.getBytes(StandardCharsets.US_ASCII),
                SimulatedClock.START,
                SimulatedClock.START.plus(Duration.ofDays(10_000)),
                -1,
                true);
    }

    /// What shows that the device has its token (XEP-0484).
    String proof() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            message.writeBytes(
                    Objects.requireNonNull(account.local()).toString().getBytes(StandardCharsets.UTF_8));
            message.write(0);
            message.writeBytes(mac.doFinal("Initiator".getBytes(StandardCharsets.US_ASCII)));
            return Base64.getEncoder().encodeToString(message.toByteArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Opens a connection, beside those that there are.
    void connect() {
        wantsToBeOnline = true;
        Machine machine = world.machine();
        if (machine == null) {
            reconnectSoon();
        } else {
            opening++;
            world.opened(new DeviceStream(this, ++streams, world, machine));
        }
    }

    private void reconnectSoon() {
        Duration pause = Duration.ofMillis(world.random().nextInt(MAX_RECONNECT_MILLIS));
        world.scheduler().schedule(strand, pause, () -> {
            if (wantsToBeOnline && active == null && opening == 0) {
                connect();
            }
        });
    }

    /// What the next stream may resume, or null.
    @Nullable
    Counting resumable() {
        return counting == null || counting.id == null ? null : counting;
    }

    void bound(DeviceStream stream, String bound, @Nullable Counting fresh) {
        note(stream, "bound");
        opened(stream);
        keepUnanswered();
        jid = bound;
        counting = fresh;
        show(0);
        sendUnsent();
    }

    void resumed(DeviceStream stream, Counting resumed, String h, long said) {
        note(stream, "resumed, the server has", h);
        if (counting != resumed) {
            // In the meantime it signed in anew on another connection.
            stream.abandon();
            opening--;
            return;
        }
        world.ledger().resumed();
        opened(stream);
        handled(h, said);
        resumed.unanswered().forEach(outgoing -> stream.send(outgoing.text()));
        if (settled) {
            show(0);
        }
        sendUnsent();
    }

    private void sendUnsent() {
        List<Counting.Outgoing> now = List.copyOf(unsent);
        unsent.clear();
        now.forEach(this::transmit);
    }

    private void opened(DeviceStream stream) {
        opening--;
        DeviceStream before = active;
        active = stream;
        if (before != null && world.random().nextBoolean()) {
            before.close();
        } else if (before != null) {
            before.abandon();
        }
    }

    /// What the server never acknowledged on the stream that is over is sent again on the next one.
    private void keepUnanswered() {
        Counting before = counting;
        counting = null;
        if (before != null) {
            List<Counting.Outgoing> again = before.unanswered().stream()
                    .filter(outgoing -> outgoing.message() != null)
                    .toList();
            unsent.addAll(0, again);
        }
    }

    void lost(DeviceStream stream) {
        note(stream, "lost");
        if (stream == active) {
            active = null;
            if (resumable() == null) {
                keepUnanswered();
            }
        } else if (opening > 0 && !stream.hasBeenOpened()) {
            opening--;
        }
        if (wantsToBeOnline) {
            reconnectSoon();
        }
    }

    // ---- what it does

    /// Sends a message, or keeps it until it is online again.
    void talk(BareJid recipient, String to) {
        Sent sent = world.ledger().compose(this, recipient);
        String text = "<message id='" + sent.id() + "' type='chat' to='" + to + "'><body>" + sent.number
                + "</body></message>";
        Counting.Outgoing outgoing = new Counting.Outgoing(text, sent);
        if (active != null) {
            transmit(outgoing);
        } else {
            unsent.add(outgoing);
        }
    }

    private void transmit(Counting.Outgoing outgoing) {
        Sent message = outgoing.message();
        if (message != null) {
            note("sends", message.id(), "to", message.recipient);
            world.ledger().transmitted(message);
        }
        if (counting != null) {
            counting.sent(outgoing);
        }
        Objects.requireNonNull(active).send(outgoing.text());
    }

    private void transmit(String text) {
        if (active != null) {
            transmit(new Counting.Outgoing(text, null));
        }
    }

    void show(int priority) {
        transmit("<presence><priority>" + priority + "</priority></presence>");
    }

    void hide() {
        transmit("<presence type='unavailable'/>");
    }

    void ask(String payload) {
        transmit("<iq type='set' id='q'>" + payload + "</iq>");
    }

    void askWhatIsHandled() {
        if (active != null && counting != null) {
            active.send("<r xmlns='" + DeviceStream.SM + "'/>");
        }
    }

    void sayWhatItHas() {
        if (active != null && counting != null) {
            active.send("<a xmlns='" + DeviceStream.SM + "' h='" + counting.count() + "'/>");
        }
    }

    void sayGoodbye() {
        if (active != null) {
            wantsToBeOnline = false;
            DeviceStream stream = active;
            active = null;
            keepUnanswered();
            stream.send("</stream:stream>");
            world.scheduler().schedule(strand, LATE, stream::abandon);
        }
    }

    /// The network breaks. A person who is offline comes back by herself, sooner or later.
    void breakOff(boolean stayOffline) {
        if (active != null) {
            wantsToBeOnline = !stayOffline;
            active.link().cut();
        }
    }

    /// From now on it is there for messages, and answers at once.
    void settle() {
        settled = true;
        habits = new Habits(
                habits.inline(), habits.management(), habits.resumes(), habits.carbons(), Habits.Answers.PROMPTLY);
        if (active == null) {
            connect();
        } else {
            show(0);
            sayWhatItHas();
        }
    }

    /// Comes back if it is offline, and asks about what is not acknowledged.
    void persist() {
        if (active == null && opening == 0) {
            connect();
        } else if (counting != null && !counting.unanswered().isEmpty()) {
            askWhatIsHandled();
        }
    }

    // ---- what it receives

    void received(DeviceStream stream, Element element, long said) {
        if (stream != active) {
            return;
        }
        if (element.namespace().equals(DeviceStream.SM)) {
            switch (element.name()) {
                case "r" -> answer();
                case "a" -> handled(element.attribute("h", ""), said);
                default -> note("no answer to", element.name());
            }
            return;
        }
        if (counting != null && Stanza.isStanza(element)) {
            counting.received();
        }
        if (element.name().equals("message")) {
            display.show(stream, element);
        } else if (element.name().equals("iq") && element.has(PING, "ping")) {
            transmit("<iq type='result' id='" + element.attribute("id") + "' to='" + element.attribute("from") + "'/>");
        }
    }

    private void answer() {
        switch (habits.answers()) {
            case PROMPTLY -> sayWhatItHas();
            case LATE -> world.scheduler().schedule(strand, LATE, this::sayWhatItHas);
            case NEVER -> {}
        }
    }

    private void handled(String h, long said) {
        List<Counting.Outgoing> done = Objects.requireNonNull(counting).handled(Long.parseLong(h));
        if (done == null) {
            world.ledger().violated("the server says to " + this + " that it has " + h + ", which it was never sent");
            return;
        }
        for (Counting.Outgoing outgoing : done) {
            if (outgoing.message() != null) {
                world.ledger().acknowledged(outgoing.message(), said);
            }
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
