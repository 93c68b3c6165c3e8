// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.suspicion;

import im.wardroom.watch.octet.Excerpt;
import im.wardroom.watch.service.Service;

/// How a client begins at the port of a service: as far as the first octet says it, or TLS in its place.
final class Openings {

    private static final int TLS_HANDSHAKE = 0x16;
    private static final int TLS_VERSION = 3;
    private static final int FLAP = 0x2a;

    private Openings() {}

    /// Whether it may be the beginning of what belongs at the port. Where nothing is known of the protocol, all is.
    static boolean fits(Service service, Excerpt first) {
        if (isTls(first)) {
            return true;
        }
        int octet = first.u8(0);
        return switch (service) {
            case XMPP -> octet == '<' || isSpace(octet);
            case IRC -> isLetter(octet) || octet == ':' || octet == '@' || isSpace(octet);
            case MSN -> isLetter(octet);
            case YMSG -> octet == 'Y' || octet == '<';
            case AIM_ICQ -> octet == FLAP || isLetter(octet);
            default -> true;
        };
    }

    private static boolean isTls(Excerpt first) {
        return first.u8(0) == TLS_HANDSHAKE && (!first.has(0, 2) || first.u8(1) == TLS_VERSION);
    }

    private static boolean isSpace(int octet) {
        return octet == ' ' || octet == '\r' || octet == '\n' || octet == '\t';
    }

    private static boolean isLetter(int octet) {
        return octet >= 'A' && octet <= 'Z' || octet >= 'a' && octet <= 'z';
    }
}
