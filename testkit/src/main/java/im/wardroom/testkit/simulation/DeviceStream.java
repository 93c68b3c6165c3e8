// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.simulation;

import im.wardroom.xmpp.stanza.StreamException;
import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.StreamEvent;
import im.wardroom.xmpp.xml.StreamParser;
import im.wardroom.xmpp.xml.XmlLimits;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A device's end of one connection: signs in with a token, then binds or resumes, in one round trip or step by step.
final class DeviceStream {

    private static final String SASL2 = "urn:xmpp:sasl:2";
    private static final String BIND2 = "urn:xmpp:bind:0";
    private static final String BIND = "urn:ietf:params:xml:ns:xmpp-bind";
    static final String SM = "urn:xmpp:sm:3";
    private static final XmlLimits LIMITS = new XmlLimits(1 << 20, 100, 100, 10_000, 100);

    private enum Phase {
        OPENING,
        AUTHENTICATING,
        AUTHENTICATED,
        RESUMING,
        BINDING,
        ENABLING,
        ACTIVE,
        ENDED
    }

    private final Device device;
    private final int number;
    private final StreamParser parser = new StreamParser(LIMITS);
    private final StreamWatch watch;
    private final Link link;
    private Phase phase = Phase.OPENING;
    private boolean opened;
    private @Nullable String address;
    private @Nullable Counting resuming;
    private long resumingFrom;

    /// The place in the log of the last message that came live.
    long lastLive;

    DeviceStream(Device device, int number, World world, Machine machine) {
        this.device = device;
        this.number = number;
        this.watch = new StreamWatch(world, machine, device, toString());
        this.link = new Link(world, machine, this, watch);
        send("<?xml version='1.0'?><stream:stream xmlns='jabber:client' "
                + "xmlns:stream='http://etherx.jabber.org/streams' version='1.0' to='" + Machine.DOMAIN + "'>");
    }

    void send(String text) {
        link.send(text);
    }

    Link link() {
        return link;
    }

    StreamWatch watch() {
        return watch;
    }

    boolean hasEnded() {
        return phase == Phase.ENDED;
    }

    /// The device came as far as to use it.
    boolean hasBeenOpened() {
        return opened;
    }

    void arrived(byte[] bytes, long said) {
        parser.feed(bytes, 0, bytes.length);
        try {
            StreamEvent event;
            while (phase != Phase.ENDED && (event = parser.next()) != null) {
                if (event instanceof StreamEvent.Received(Element element)) {
                    received(element, said);
                }
            }
        } catch (StreamException e) {
            throw new IllegalStateException("the server wrote no XMPP", e);
        }
    }

    void lost() {
        if (phase != Phase.ENDED) {
            phase = Phase.ENDED;
            device.lost(this);
        }
    }

    /// The device goes on with another connection.
    void abandon() {
        phase = Phase.ENDED;
        link.cut();
    }

    /// As above, but politely.
    void close() {
        phase = Phase.ENDED;
        send("</stream:stream>");
    }

    private void received(Element element, long said) {
        if (element.name().equals("error") && element.namespace().endsWith("/streams")) {
            device.note(
                    "stream error",
                    Objects.requireNonNull(element.firstElement()).name());
            return;
        }
        switch (phase) {
            case OPENING -> {
                phase = Phase.AUTHENTICATING;
                send(authenticate());
            }
            case AUTHENTICATING -> authenticated(element, said);
            case AUTHENTICATED -> {
                // What the server offers now is known.
                resumeOrBind();
            }
            case RESUMING -> resumedOrFailed(element, said);
            case BINDING -> {
                Element jid = Objects.requireNonNull(
                        Objects.requireNonNull(element.child(BIND, "bind")).child(BIND, "jid"));
                bound(jid.text());
            }
            case ENABLING -> {
                if (element.is(SM, "enabled")) {
                    enabled(element);
                }
            }
            case ACTIVE -> device.received(this, element, said);
            case ENDED -> {}
        }
    }

    // ---- in one round trip

    private String authenticate() {
        String start = "<authenticate xmlns='" + SASL2 + "' mechanism='HT-SHA-256-NONE'><initial-response>"
                + device.proof() + "</initial-response><user-agent id='" + device.id()
                + "'/><fast xmlns='urn:xmpp:fast:0'/>";
        Habits habits = device.habits();
        if (!habits.inline()) {
            return start + "</authenticate>";
        }
        String enable = habits.management() ? enable() : "";
        String carbons = habits.carbons() ? "<enable xmlns='urn:xmpp:carbons:2'/>" : "";
        return start + (beginResuming() ? resume() : "") + "<bind xmlns='" + BIND2 + "'>" + enable + carbons
                + "</bind></authenticate>";
    }

    private boolean beginResuming() {
        resuming = device.resumable();
        if (resuming != null) {
            resumingFrom = resuming.count();
            watch.asked(resumingFrom);
        }
        return resuming != null;
    }

    private String resume() {
        return "<resume xmlns='" + SM + "' previd='" + Objects.requireNonNull(resuming).id + "' h='" + resumingFrom
                + "'/>";
    }

    private String enable() {
        return "<enable xmlns='" + SM + "'" + (device.habits().resumes() ? " resume='true'" : "") + "/>";
    }

    private void authenticated(Element element, long said) {
        if (!element.is(SASL2, "success")) {
            device.note("sign-in failed");
            abandon();
            device.lost(this);
            return;
        }
        Element resumed = element.child(SM, "resumed");
        Element bound = element.child(BIND2, "bound");
        if (resumed != null) {
            resumed(resumed, said);
        } else if (bound != null) {
            Element enabled = bound.child(SM, "enabled");
            become();
            device.bound(
                    this,
                    Objects.requireNonNull(element.child(SASL2, "authorization-identifier"))
                            .text(),
                    enabled == null ? null : new Counting(enabled.attribute("id")));
        } else {
            phase = Phase.AUTHENTICATED;
        }
    }

    // ---- step by step

    private void resumeOrBind() {
        if (beginResuming()) {
            phase = Phase.RESUMING;
            send(resume());
        } else {
            bind();
        }
    }

    private void resumedOrFailed(Element element, long said) {
        if (element.is(SM, "resumed")) {
            resumed(element, said);
        } else {
            bind();
        }
    }

    private void bind() {
        phase = Phase.BINDING;
        send("<iq type='set' id='bind'><bind xmlns='" + BIND + "'><resource>" + device.resource()
                + "</resource></bind></iq>");
    }

    private void bound(String jid) {
        if (device.habits().management()) {
            phase = Phase.ENABLING;
            address = jid;
            send(enable());
        } else {
            become();
            device.bound(this, jid, null);
            enableCarbons();
        }
    }

    private void enabled(Element enabled) {
        become();
        device.bound(this, Objects.requireNonNull(address), new Counting(enabled.attribute("id")));
        enableCarbons();
    }

    private void enableCarbons() {
        if (device.habits().carbons()) {
            device.ask("<enable xmlns='urn:xmpp:carbons:2'/>");
        }
    }

    private void resumed(Element resumed, long said) {
        become();
        Counting counting = Objects.requireNonNull(resuming);
        counting.goOnFrom(resumingFrom);
        device.resumed(this, counting, resumed.attribute("h", ""), said);
    }

    private void become() {
        phase = Phase.ACTIVE;
        opened = true;
    }

    @Override
    public String toString() {
        return device + "#" + number;
    }
}
