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
import java.util.Set;

/// QQ's OICQ, by the notes of the open clients (<https://wiki.wireshark.org/OICQ>, the plugin for Pidgin): a packet
/// begins with 2 and ends with 3; between them are version, command, number and the account. Over TCP a length of two
/// octets comes first.
final class Qq implements Dissector {

    private static final int HEADER = 11;
    private static final int STX = 2;
    private static final int ETX = 3;
    /// Account numbers begin here.
    private static final long FIRST_ACCOUNT = 10_000;
    private static final int LONGEST = 4096;
    private static final Set<Integer> COMMANDS = Set.of(
            0x0001, 0x0002, 0x0004, 0x0005, 0x0006, 0x0009, 0x000a, 0x000b, 0x000d, 0x0012, 0x0016, 0x0017, 0x001c,
            0x001d, 0x0021, 0x0022, 0x0026, 0x0027, 0x0029, 0x0030, 0x0031, 0x003c, 0x003d, 0x003e, 0x0058, 0x005c,
            0x0062, 0x0065, 0x0067, 0x0080, 0x0081, 0x0091, 0x00a7, 0x00a8, 0x00ae, 0x00b5, 0x00ba, 0x00ca, 0x00cd,
            0x00ce, 0x00dd, 0x00e0, 0x00e3, 0x00e5, 0x00ec, 0x0825, 0x0826, 0x0828, 0x0836, 0x0839);
    private static final Set<Integer> SIGN_IN =
            Set.of(0x0001, 0x0022, 0x0062, 0x0091, 0x00ba, 0x00dd, 0x00e0, 0x00e3, 0x00e5, 0x0825, 0x0828, 0x0836);

    @Override
    public Transport transport() {
        return Transport.BOTH;
    }

    @Override
    public boolean mayBeginWith(int octet) {
        // The upper half of a length, too.
        return octet <= LONGEST >> 8;
    }

    @Override
    public Answer look(Look look) {
        if (!look.isTcp()) {
            return packet(look.fresh(), 0, look.fresh().length());
        }
        Excerpt said = look.client().isEmpty() ? look.server() : look.client();
        if (said.length() < 3) {
            return look.isLast() ? Answer.NO : Answer.MORE;
        }
        int length = said.u16(0);
        if (said.u8(2) != STX || length < 2 + HEADER || length > LONGEST) {
            return Answer.NO;
        }
        if (said.length() < length) {
            return look.isLast() ? Answer.NO : Answer.MORE;
        }
        return packet(said, 2, length);
    }

    private static Answer packet(Excerpt said, int from, int to) {
        boolean isFramed = to - from > HEADER
                && said.u8(from) == STX
                && said.u8(to - 1) == ETX
                && said.u16(from + 1) != 0
                && COMMANDS.contains(said.u16(from + 3))
                && said.u32(from + 7) >= FIRST_ACCOUNT;
        if (!isFramed) {
            return Answer.NO;
        }
        int command = said.u16(from + 3);
        return Answer.found(new Detection(
                Service.QQ,
                Via.NATIVE,
                SIGN_IN.contains(command) ? Activity.SIGN_IN : Activity.CHAT,
                Confidence.LIKELY,
                "OICQ packet with command %04x".formatted(command)));
    }
}
