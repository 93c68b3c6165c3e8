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

/// WhatsApp's chat: Noise over TCP ("WhatsApp Encryption Overview", Meta, 2023; framing as
/// <https://github.com/tulir/whatsmeow> documents it). The client opens with `WA`, a version and the version of its
/// dictionary, then a frame with a length of three octets. `ED`, a version and a hint of where it belongs may come
/// first. Before 2016, binary XMPP followed instead of Noise.
final class WhatsApp implements Dissector {

    private static final int ROUTING = 7;
    private static final int NEWEST = 15;

    @Override
    public Transport transport() {
        return Transport.TCP;
    }

    @Override
    public boolean mayBeginWith(int octet) {
        return octet == 'W' || octet == 'E';
    }

    @Override
    public Answer look(Look look) {
        Excerpt said = look.client();
        if (said.isEmpty()) {
            return Answer.NO;
        }
        if (said.u8(0) != 'E') {
            return opening(said, 0, look);
        }
        if (said.length() < 4) {
            return said.mayBecome("ED\u0000") ? later(look) : Answer.NO;
        }
        if (!said.startsWith("ED\u0000") || said.u8(3) > NEWEST) {
            return Answer.NO;
        }
        if (said.length() < ROUTING) {
            return later(look);
        }
        int length = said.u24(4);
        return length > 512 ? Answer.NO : opening(said, ROUTING + length, look);
    }

    private static Answer opening(Excerpt said, int at, Look look) {
        if (!said.has(at, 2)) {
            return later(look);
        }
        if (!said.hasAt(at, "WA")) {
            return Answer.NO;
        }
        if (!said.has(at, 4)) {
            return later(look);
        }
        int version = said.u8(at + 2);
        if (version == 0 || version > NEWEST || said.u8(at + 3) > 32) {
            return Answer.NO;
        }
        if (at > 0) {
            return found(Confidence.CERTAIN, "WhatsApp's routing header, then WA");
        }
        if (!said.has(at, 8)) {
            return look.isLast() ? found(Confidence.LIKELY, "WhatsApp's WA with a version") : Answer.MORE;
        }
        // Of Noise the message ClientHello, field 2; before it, a list of binary XMPP.
        int first = said.u8(at + 7);
        boolean isFrame = said.u8(at + 4) == 0 && said.u24(at + 4) > 0;
        return Answer.found(
                isFrame && (version >= 4 ? first == 0x12 : true),
                detection(
                        Confidence.CERTAIN,
                        version >= 4 ? "WhatsApp's WA, then Noise" : "WhatsApp's WA, then binary XMPP"));
    }

    private static Answer later(Look look) {
        return look.isLast() ? Answer.NO : Answer.MORE;
    }

    private static Answer found(Confidence confidence, String evidence) {
        return Answer.found(detection(confidence, evidence));
    }

    private static Detection detection(Confidence confidence, String evidence) {
        return new Detection(Service.WHATSAPP, Via.NATIVE, Activity.CHAT, confidence, evidence);
    }
}
