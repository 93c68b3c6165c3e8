// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.name;

import im.wardroom.watch.dissect.Answer;
import im.wardroom.watch.dissect.Concealment;
import im.wardroom.watch.dissect.Dissector;
import im.wardroom.watch.dissect.Look;
import im.wardroom.watch.dissect.Via;
import im.wardroom.watch.octet.Excerpt;

/// Tunnels in datagrams that hide all that goes through them: WireGuard (Donenfeld, 2017, §5.4), OpenVPN ("OpenVPN wire
/// protocol", openvpn/openvpn-rfc) and IPsec with its keys (RFC 7296 §3.1). Reported as tunnels; what is in them is not
/// guessed at.
public final class Tunnels implements Dissector {

    private static final int WIREGUARD_FIRST = 148;
    private static final int WIREGUARD_SECOND = 92;
    private static final int OPENVPN_CLIENT = 7 << 3;
    private static final int OPENVPN_CLIENT_V3 = 10 << 3;
    private static final int OPENVPN_SERVER = 8 << 3;
    private static final int OPENVPN_SHORTEST = 14;
    private static final int IKE_HEADER = 28;
    private static final int IKE_V2 = 0x20;
    private static final int IKE_FIRST_EXCHANGE = 34;

    @Override
    public Transport transport() {
        return Transport.UDP;
    }

    @Override
    public boolean mayBeginWith(int octet) {
        return true;
    }

    @Override
    public Answer look(Look look) {
        Excerpt packet = look.fresh();
        if (packet.isEmpty()) {
            return Answer.NO;
        }
        if (isWireGuard(packet)) {
            return found("handshake of WireGuard");
        }
        if (isKeyExchange(packet, 0) || packet.has(0, 4) && packet.u32(0) == 0 && isKeyExchange(packet, 4)) {
            return found("key exchange of IPsec");
        }
        return openVpn(look, packet);
    }

    private static Answer found(String evidence) {
        return Answer.found(new Concealment(Concealment.Cover.TUNNEL, Via.NATIVE, evidence));
    }

    private static boolean isWireGuard(Excerpt packet) {
        return packet.length() == WIREGUARD_FIRST && packet.u32(0) == 0x01000000L
                || packet.length() == WIREGUARD_SECOND && packet.u32(0) == 0x02000000L;
    }

    private static boolean isKeyExchange(Excerpt packet, int at) {
        return packet.has(at, IKE_HEADER)
                && packet.i64(at) != 0
                && packet.u8(at + 17) == IKE_V2
                && packet.u8(at + 18) == IKE_FIRST_EXCHANGE
                && packet.u32(at + 24) == packet.length() - at;
    }

    /// The client's reset is answered by the server's, which repeats the client's session.
    private Answer openVpn(Look look, Excerpt packet) {
        Session asked = look.remembered(this, Session.class);
        if (asked == null) {
            boolean reset = packet.has(0, OPENVPN_SHORTEST)
                    && (packet.u8(0) == OPENVPN_CLIENT || packet.u8(0) == OPENVPN_CLIENT_V3)
                    && packet.i64(1) != 0;
            if (!reset) {
                return Answer.NO;
            }
            look.remember(this, new Session(packet.i64(1)));
            return Answer.MORE;
        }
        boolean answer = packet.has(0, OPENVPN_SHORTEST) && packet.u8(0) == OPENVPN_SERVER;
        if (answer && repeats(packet, asked.number())) {
            return found("handshake of OpenVPN");
        }
        return packet.u8(0) == OPENVPN_CLIENT && !look.isLast() ? Answer.MORE : Answer.NO;
    }

    private static boolean repeats(Excerpt packet, long session) {
        for (int at = 9; packet.has(at, 8) && at < 128; at++) {
            if (packet.i64(at) == session) {
                return true;
            }
        }
        return false;
    }

    private record Session(long number) {}
}
