// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.own;

import im.wardroom.watch.dissect.Activity;
import im.wardroom.watch.dissect.Answer;
import im.wardroom.watch.dissect.Confidence;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Dissector;
import im.wardroom.watch.dissect.Look;
import im.wardroom.watch.dissect.Via;
import im.wardroom.watch.octet.Excerpt;
import im.wardroom.watch.service.Service;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// XMPP before TLS (RFC 6120 §4), and without it.
final class Xmpp implements Dissector {

    private static final String STREAMS = "http://etherx.jabber.org/streams";
    private static final int LONGEST_HEADER = 2048;
    /// What a stream that was joined midway may begin with, each with what else has to be in it.
    private static final List<String[]> STANZAS = List.of(
            new String[] {"<iq ", "type="},
            new String[] {"<message ", "to="},
            new String[] {"<presence", ">"},
            new String[] {"</stream:stream>", ""},
            new String[] {"<stream:features", ">"},
            new String[] {"<stream:error", ">"},
            new String[] {"<starttls ", "urn:ietf:params:xml:ns:xmpp-tls"},
            new String[] {"<proceed ", "urn:ietf:params:xml:ns:xmpp-tls"},
            new String[] {"<auth ", "urn:ietf:params:xml:ns:xmpp-sasl"},
            new String[] {"<challenge ", "urn:ietf:params:xml:ns:xmpp-sasl"},
            new String[] {"<success ", "urn:ietf:params:xml:ns:xmpp-sasl"},
            new String[] {"<db:", "to="});

    @Override
    public Transport transport() {
        return Transport.TCP;
    }

    @Override
    public boolean mayBeginWith(int octet) {
        return octet == '<' || octet == 0xef || octet == ' ' || octet == '\r' || octet == '\n' || octet == '\t';
    }

    @Override
    public Answer look(Look look) {
        Answer client = look(look.client(), look.isMidway());
        return client == Answer.NO
                        || client instanceof Answer.Found
                        || look.server().isEmpty()
                ? client
                : look(look.server(), look.isMidway());
    }

    private static Answer look(Excerpt said, boolean isMidway) {
        int at = skipBlanks(said, said.hasAt(0, "\u00ef\u00bb\u00bf") ? 3 : 0);
        if (at >= said.length()) {
            return at > 64 ? Answer.NO : Answer.MORE;
        }
        if (said.hasAt(at, "<?xml")) {
            int end = said.indexOf("?>", at, at + 200);
            if (end < 0) {
                return said.length() > at + 200 ? Answer.NO : Answer.MORE;
            }
            at = skipBlanks(said, end + 2);
            if (at >= said.length()) {
                return Answer.MORE;
            }
        }
        if (said.u8(at) != '<') {
            return Answer.NO;
        }
        return element(said, at, isMidway);
    }

    private static Answer element(Excerpt said, int at, boolean isMidway) {
        int end = said.indexOf('>', at);
        int known = Math.min(end < 0 ? said.length() : end + 1, at + LONGEST_HEADER);
        if (isStream(said, at, known)) {
            return Answer.found(Detection.ofProtocol(Service.XMPP, Activity.CHAT, "XMPP stream" + to(said, at, known)));
        }
        if (isMidway && isStanza(said, at, known)) {
            return Answer.found(new Detection(
                    Service.XMPP,
                    Via.NATIVE,
                    Activity.CHAT,
                    Confidence.LIKELY,
                    "XMPP stanza of a stream already open"));
        }
        return end < 0 && said.length() - at < LONGEST_HEADER ? Answer.MORE : Answer.NO;
    }

    private static boolean isStream(Excerpt said, int from, int to) {
        int name = said.indexOf("stream", from, Math.min(to, from + 40));
        return name > 0
                && (said.indexOf(STREAMS, name, to) > 0
                        || said.indexOf("jabber:client", name, to) > 0
                        || said.indexOf("jabber:server", name, to) > 0);
    }

    private static boolean isStanza(Excerpt said, int from, int to) {
        // Xiaomi's push borrows XMPP's elements and numbers its channels in them.
        if (said.indexOf(" chid=", from, to) > 0) {
            return false;
        }
        for (String[] stanza : STANZAS) {
            if (said.hasAt(from, stanza[0]) && said.indexOf(stanza[1], from, to) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static String to(Excerpt said, int from, int to) {
        String domain = attribute(said, " to=", from, to);
        String server = domain == null ? attribute(said, " from=", from, to) : domain;
        return server == null ? "" : " of " + server;
    }

    private static @Nullable String attribute(Excerpt said, String name, int from, int to) {
        int at = said.indexOf(name, from, to);
        if (at < 0 || !said.has(at + name.length(), 2)) {
            return null;
        }
        int start = at + name.length();
        int end = said.indexOf(said.u8(start), start + 1);
        return end < 0 || end > to || end - start > 256 ? null : said.text(start + 1, end);
    }

    private static int skipBlanks(Excerpt said, int from) {
        int at = from;
        while (at < said.length() && said.u8(at) <= ' ' && said.u8(at) > 0) {
            at++;
        }
        return at;
    }
}
