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

/// AIM and ICQ: OSCAR, as AOL's "OSCAR Protocol" (2008) and <https://wiki.nina.chat/wiki/Protocols/OSCAR> describe it.
/// Frames (FLAP) begin with an asterisk, a channel, a number and a length; the first one of each side is of channel 1
/// and says version 1. TOC, its older sister, opens with a word. Files and direct talk have headers of their own.
final class Oscar implements Dissector {

    private static final int HEADER = 6;
    private static final int MARK = 0x2a;

    @Override
    public Transport transport() {
        return Transport.TCP;
    }

    @Override
    public boolean mayBeginWith(int octet) {
        return octet == MARK || octet == 'F' || octet == 'O';
    }

    @Override
    public Answer look(Look look) {
        Excerpt said = look.client().isEmpty() ? look.server() : look.client();
        return switch (said.u8(0)) {
            case MARK -> frames(said, look.isMidway());
            case 'F' -> word(said, "FLAPON\r\n", Activity.SIGN_IN, "AIM's TOC begins with FLAPON");
            default -> said.u8(0) == 'O' ? direct(said) : Answer.NO;
        };
    }

    private static Answer word(Excerpt said, String word, Activity activity, String evidence) {
        if (said.startsWith(word)) {
            return Answer.found(Detection.ofProtocol(Service.AIM_ICQ, activity, evidence));
        }
        return said.mayBecome(word) ? Answer.MORE : Answer.NO;
    }

    private static Answer direct(Excerpt said) {
        Answer file = word(said, "OFT", Activity.FILE, "OSCAR file transfer header OFT");
        if (file != Answer.NO) {
            // The version, a length, and a type of which there are few: 0x0101, 0x0202 and so on.
            boolean isHeader = said.length() >= 8 && said.u16(4) >= 192 && said.u16(4) <= 1024;
            return said.length() < 8 ? Answer.MORE : isHeader ? file : Answer.NO;
        }
        return word(said, "ODC2", Activity.CHAT, "OSCAR direct connection header ODC2");
    }

    private static Answer frames(Excerpt said, boolean isMidway) {
        if (said.length() < HEADER) {
            return Answer.MORE;
        }
        int channel = said.u8(1);
        if (channel < 1 || channel > 5) {
            return Answer.NO;
        }
        if (channel == 1) {
            return signOn(said);
        }
        return isMidway ? joined(said) : Answer.NO;
    }

    private static Answer signOn(Excerpt said) {
        if (said.length() < HEADER + 4) {
            return Answer.MORE;
        }
        boolean isVersion = said.u16(4) >= 4 && said.u32(HEADER) == 1;
        return Answer.found(
                isVersion,
                Detection.ofProtocol(Service.AIM_ICQ, Activity.SIGN_IN, "OSCAR frame of channel 1 with version 1"));
    }

    /// Frames in a row, each with what they may carry.
    private static Answer joined(Excerpt said) {
        int at = 0;
        int count = 0;
        while (said.has(at, HEADER + 10) && said.u8(at) == MARK && isService(said, at)) {
            count++;
            at += HEADER + said.u16(at + 4);
        }
        if (count >= 2 || count == 1 && at == said.length()) {
            return Answer.found(new Detection(
                    Service.AIM_ICQ, Via.NATIVE, Activity.CHAT, Confidence.LIKELY, "OSCAR frames of channel 2"));
        }
        return count == 1 || said.length() < HEADER + 10 ? Answer.MORE : Answer.NO;
    }

    /// A SNAC: one of the known families, then a subtype that is small.
    private static boolean isService(Excerpt said, int at) {
        int family = said.u16(at + HEADER);
        return said.u8(at + 1) == 2
                && said.u16(at + 4) >= 10
                && (family >= 1 && family <= 0x25 || family == 0x85)
                && said.u16(at + HEADER + 2) <= 0x40;
    }
}
