// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A client over direct TLS (XEP-0368): signs in with SCRAM, binds, becomes available, and then sends and counts. Reads
/// text only until it is ready; afterwards it looks at the first bytes of a stanza.
public final class XmppClient implements Client, TlsLink.Listener, StanzaScanner.Listener {

    /// How a client behaves.
    ///
    /// @param requestEvery asks for an acknowledgement after that many stanzas (XEP-0198); 0 is without
    /// @param available sends initial presence
    public record Manner(int requestEvery, boolean available) {
        public static final Manner PLAIN = new Manner(0, true);
    }

    /// What all clients of a run share.
    public record Shared(Reactor reactor, ClientTls tls, Credentials credentials, Scram scram) {
        public Shared(Reactor reactor, Credentials credentials) {
            this(reactor, new ClientTls(credentials.domain()), credentials, new Scram(credentials.password()));
        }
    }

    private enum Phase {
        HANDSHAKE,
        FEATURES,
        CHALLENGE,
        SUCCESS,
        BINDING_FEATURES,
        BOUND,
        ENABLED,
        PRESENCE,
        READY,
        GONE
    }

    private static final byte[] REQUEST = ascii("<r xmlns='urn:xmpp:sm:3'/>");
    private static final Pattern HANDLED = Pattern.compile(" h=['\"](\\d+)");
    private static final Pattern ID = Pattern.compile(" id=['\"]([^'\"]*)");
    private static final Pattern GET = Pattern.compile("^<iq[^>]* type=['\"]get['\"]");
    private static final Pattern TEXT = Pattern.compile(">([^<]+)<");

    private final Shared shared;
    private final int account;
    private final Manner manner;
    private final Listener listener;
    private final TlsLink link;
    private final StanzaScanner scanner = new StanzaScanner(this);
    private Phase phase = Phase.HANDSHAKE;
    private Scram.@Nullable Attempt attempt;
    private Scram.@Nullable Answer answer;
    private long sent;
    private long acknowledged;
    private long handled;

    private XmppClient(Shared shared, InetSocketAddress server, int account, Manner manner, Listener listener)
            throws IOException {
        this.shared = shared;
        this.account = account;
        this.manner = manner;
        this.listener = listener;
        this.link = TlsLink.connect(shared.reactor(), server, shared.tls().open(), this);
    }

    /// Begins to sign in.
    public static XmppClient connect(
            Shared shared, InetSocketAddress server, int account, Manner manner, Listener listener) throws IOException {
        return new XmppClient(shared, server, account, manner, listener);
    }

    @Override
    public void secured() {
        phase = Phase.FEATURES;
        open();
    }

    private void open() {
        say("<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'"
                + " version='1.0' to='" + shared.credentials().domain() + "'>");
    }

    @Override
    public void received(byte[] bytes, int from, int to) {
        if (phase != Phase.GONE) {
            scanner.feed(bytes, from, to);
        }
    }

    @Override
    public void header(byte[] bytes, int from, int to) {
        // Nothing in it is needed: features follow.
    }

    @Override
    public void stanza(byte[] bytes, int from, int to) {
        if (phase == Phase.READY) {
            live(bytes, from, to);
        } else {
            negotiate(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        }
    }

    @Override
    public void end() {
        if (phase != Phase.GONE) {
            fail("the server ended the stream");
        }
    }

    private void negotiate(String stanza) {
        if (stanza.startsWith("<stream:error") || stanza.startsWith("<failure")) {
            fail(stanza);
            return;
        }
        switch (phase) {
            case FEATURES -> authenticate(stanza);
            case CHALLENGE -> respond(stanza);
            case SUCCESS -> succeed(stanza);
            case BINDING_FEATURES -> {
                phase = Phase.BOUND;
                say("<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>bench</resource>"
                        + "</bind></iq>");
            }
            case BOUND -> bound(stanza);
            case ENABLED -> enabled(stanza);
            case PRESENCE -> present(stanza);
            case HANDSHAKE, READY, GONE -> fail("unexpected: " + stanza);
        }
    }

    private void authenticate(String features) {
        if (!features.contains('>' + Scram.MECHANISM + '<')) {
            fail("no " + Scram.MECHANISM + " offered: " + features);
            return;
        }
        Scram.Attempt begun = shared.scram().begin(shared.credentials().name(account));
        attempt = begun;
        phase = Phase.CHALLENGE;
        say("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='" + Scram.MECHANISM + "'>"
                + Base64.getEncoder().encodeToString(begun.first()) + "</auth>");
    }

    private void respond(String challenge) {
        Scram.Attempt begun = attempt;
        if (!challenge.startsWith("<challenge") || begun == null) {
            fail("no challenge: " + challenge);
            return;
        }
        Scram.Answer given = shared.scram().answer(begun, base64(challenge));
        answer = given;
        phase = Phase.SUCCESS;
        say("<response xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>"
                + Base64.getEncoder().encodeToString(given.last()) + "</response>");
    }

    private void succeed(String success) {
        Scram.Answer given = answer;
        if (!success.startsWith("<success") || given == null || !given.isProven(base64(success))) {
            fail("no success: " + success);
            return;
        }
        attempt = null;
        answer = null;
        phase = Phase.BINDING_FEATURES;
        scanner.restart();
        open();
    }

    private void bound(String result) {
        if (!result.startsWith("<iq") || !result.contains("bench</jid>")) {
            fail("not bound: " + result);
        } else if (manner.requestEvery() > 0) {
            phase = Phase.ENABLED;
            say("<enable xmlns='urn:xmpp:sm:3'/>");
        } else {
            announce();
        }
    }

    private void enabled(String result) {
        if (result.startsWith("<enabled")) {
            announce();
        } else {
            fail("no stream management: " + result);
        }
    }

    private void announce() {
        if (manner.available()) {
            phase = Phase.PRESENCE;
            sent++;
            say("<presence/>");
        } else {
            phase = Phase.READY;
            listener.ready(this);
        }
    }

    /// The server sends the client's own presence back (RFC 6121 §4.2.2).
    private void present(String stanza) {
        if (isManagement(stanza)) {
            return;
        }
        handled++;
        if (stanza.startsWith("<presence")) {
            phase = Phase.READY;
            listener.ready(this);
        }
    }

    private boolean isManagement(String stanza) {
        if (stanza.startsWith("<r ") || stanza.startsWith("<r/")) {
            acknowledge();
            return true;
        }
        if (stanza.startsWith("<a ")) {
            settle(stanza);
            return true;
        }
        return false;
    }

    private void live(byte[] bytes, int from, int to) {
        byte first = bytes[from + 1];
        byte second = bytes[from + 2];
        if (first == 'r' && (second == ' ' || second == '/')) {
            acknowledge();
        } else if (first == 'a' && second == ' ') {
            settle(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
        } else if (first == 's') {
            fail(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        } else {
            handled++;
            if (first == 'i') {
                answer(new String(bytes, from, to - from, StandardCharsets.UTF_8));
            }
            listener.stanza(bytes, from, to);
        }
    }

    /// Servers ask silent clients whether they are there (XEP-0199).
    private void answer(String iq) {
        Matcher id = ID.matcher(iq);
        if (GET.matcher(iq).find() && id.find()) {
            ask("<iq type='result' id='" + id.group(1) + "'/>");
        }
    }

    private void acknowledge() {
        say("<a xmlns='urn:xmpp:sm:3' h='" + handled + "'/>");
    }

    private void settle(String a) {
        Matcher h = HANDLED.matcher(a);
        if (!h.find()) {
            fail("an acknowledgement without a number: " + a);
            return;
        }
        acknowledged = Long.parseLong(h.group(1));
        if (acknowledged > sent) {
            fail("acknowledged " + acknowledged + " of " + sent);
        }
    }

    @Override
    public void send(byte[] bytes, int from, int length) {
        sent++;
        link.send(bytes, from, length);
        if (manner.requestEvery() > 0 && sent % manner.requestEvery() == 0) {
            request();
        }
    }

    /// Asks for an acknowledgement of everything (XEP-0198 §4).
    public void request() {
        link.send(REQUEST);
    }

    @Override
    public boolean isSettled() {
        return manner.requestEvery() == 0 || acknowledged == sent;
    }

    /// How many bytes the server has not taken yet.
    public int waiting() {
        return link.waiting();
    }

    /// Sends a stanza that is not a message of the conversation.
    public void ask(String stanza) {
        sent++;
        say(stanza);
    }

    private void say(String text) {
        link.send(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void lost(IOException cause) {
        fail(cause.toString());
    }

    private void fail(String why) {
        if (phase != Phase.GONE) {
            Phase during = phase;
            phase = Phase.GONE;
            link.close();
            listener.failed(this, shared.credentials().name(account) + " during " + during + ": " + why);
        }
    }

    @Override
    public void close() {
        if (phase != Phase.GONE) {
            phase = Phase.GONE;
            say("</stream:stream>");
            link.close();
        }
    }

    private static byte[] base64(String element) {
        Matcher text = TEXT.matcher(element);
        return text.find() ? Base64.getDecoder().decode(text.group(1)) : new byte[0];
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
