// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.call;

import im.wardroom.watch.dissect.Activity;
import im.wardroom.watch.dissect.Confidence;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Via;
import im.wardroom.watch.flow.Flow;
import im.wardroom.watch.protocol.StunMessage;
import im.wardroom.watch.service.Directory;
import im.wardroom.watch.service.Entry;
import im.wardroom.watch.service.Service;
import java.util.Locale;
import java.util.Optional;

/// What in a STUN message gives a service away: the realm of its relays, and attributes that only it uses.
final class StunMarks {

    /// MS-ICE2 §2.2.2 and MS-TURN §2.2.2: candidate identifier, implementation version, version, bandwidth, sequence.
    private static final int[] MICROSOFT = {0x8054, 0x8070, 0x8008, 0x8055, 0x8056, 0x8057, 0x8050, 0x8095};

    /// MS-TURN §2.2.2: what its messages have in place of the magic number of STUN.
    private static final int MICROSOFT_COOKIE = 0x000F;

    /// IANA's registry of STUN attributes: CISCO-WEBEX-FLOW-INFO.
    private static final int WEBEX = 0xC003;

    /// "WARP, STUN, and relay media transport" (wacrg.org): the dialect of WhatsApp's relays.
    private static final int WHATSAPP_TOKEN = 0x4000;

    private static final int WHATSAPP_PING = 0x0801;
    private static final int WHATSAPP_PONG = 0x0802;

    private final Directory directory;

    StunMarks(Directory directory) {
        this.directory = directory;
    }

    Optional<Detection> of(StunMessage message, byte[] bytes) {
        Optional<Detection> found = text(message, StunMessage.REALM, bytes, "STUN realm");
        if (found.isEmpty()) {
            found = text(message, StunMessage.ORIGIN, bytes, "STUN origin");
        }
        return found.isPresent() ? found : attributes(message, bytes);
    }

    private Optional<Detection> text(StunMessage message, int type, byte[] bytes, String what) {
        Optional<String> text = message.text(type, bytes);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String host = text.get().toLowerCase(Locale.ROOT).replaceFirst("^https?://", "");
        Optional<Entry> marked = directory.mark(Entry.Kind.REALM, host);
        Optional<Entry> entry = marked.isPresent() ? marked : directory.host(host);
        return entry.isPresent() && entry.get().service().isPresent()
                ? Optional.of(call(entry.get().service().get(), Confidence.CERTAIN, what + " " + host))
                : Optional.empty();
    }

    private static Optional<Detection> attributes(StunMessage message, byte[] bytes) {
        for (int type : MICROSOFT) {
            if (message.has(type)) {
                return Optional.of(call(Service.SKYPE_TEAMS, Confidence.CERTAIN, attribute(type)));
            }
        }
        Optional<StunMessage.Attribute> cookie = message.first(MICROSOFT_COOKIE);
        if (cookie.isPresent() && isMicrosoft(cookie.get(), bytes)) {
            return Optional.of(call(Service.SKYPE_TEAMS, Confidence.CERTAIN, attribute(MICROSOFT_COOKIE)));
        }
        if (message.has(WEBEX)) {
            return Optional.of(call(Service.WEBEX, Confidence.CERTAIN, attribute(WEBEX)));
        }
        return isWhatsApp(message)
                ? Optional.of(call(Service.WHATSAPP, Confidence.CERTAIN, attribute(WHATSAPP_TOKEN)))
                : Optional.empty();
    }

    private static boolean isMicrosoft(StunMessage.Attribute cookie, byte[] bytes) {
        return cookie.length() == 4
                && (bytes[cookie.at()] & 0xFF) == 0x72
                && (bytes[cookie.at() + 1] & 0xFF) == 0xC6
                && (bytes[cookie.at() + 2] & 0xFF) == 0x4B
                && (bytes[cookie.at() + 3] & 0xFF) == 0xC6;
    }

    /// An allocation with its token, or a ping, whose number no document of STUN knows.
    private static boolean isWhatsApp(StunMessage message) {
        return !message.isClassic() && (message.has(WHATSAPP_TOKEN) || isPing(message));
    }

    private static boolean isPing(StunMessage message) {
        return message.type() == WHATSAPP_PING || message.type() == WHATSAPP_PONG;
    }

    private static String attribute(int type) {
        return "STUN attribute 0x%04X".formatted(type);
    }

    private static Detection call(Service service, Confidence confidence, String evidence) {
        return new Detection(service, Via.STUN, Activity.CALL, confidence, evidence);
    }

    /// The service whose own network one of the endpoints is in.
    static Optional<Detection> network(Directory directory, Flow flow, Via via, String what) {
        Optional<Entry> server = directory.address(flow.serverHigh(), flow.serverLow());
        Optional<Entry> entry = server.isPresent() ? server : directory.address(flow.clientHigh(), flow.clientLow());
        if (entry.isEmpty() || entry.get().service().isEmpty()) {
            return Optional.empty();
        }
        String evidence = what + " " + entry.get().value();
        return Optional.of(new Detection(entry.get().service().get(), via, Activity.CALL, Confidence.LIKELY, evidence));
    }
}
