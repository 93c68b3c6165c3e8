// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.call;

import im.wardroom.watch.dissect.Answer;
import im.wardroom.watch.dissect.Dissector;
import im.wardroom.watch.dissect.Look;
import im.wardroom.watch.octet.Excerpt;

/// Calls over TCP that pretend to be TLS, so that firewalls let them pass: a hello of each side that is always the
/// same but for random bytes, then the call in the clear. Microsoft's is in MS-TURN §2.1, the other is `ssltcp` of
/// WebRTC. What comes after is looked at as if it came alone.
public final class PseudoTls implements Dissector {

    /// A hello in the form of SSL 2, of 70 bytes after its head.
    private static final long SSL_TCP = 0x80460103L;

    private static final int SSL_TCP_CLIENT = 72;
    private static final int SSL_TCP_SERVER = 79;

    /// A record of 45 bytes with a hello of 41, one of 78 with one of 70 and a byte for what follows.
    private static final long MICROSOFT = 0x1603_0100L;

    private static final int MICROSOFT_CLIENT = 50;
    private static final int MICROSOFT_SERVER = 83;

    @Override
    public Transport transport() {
        return Transport.TCP;
    }

    @Override
    public boolean mayBeginWith(int octet) {
        return octet == 0x80 || octet == 0x16;
    }

    @Override
    public Answer look(Look look) {
        Excerpt client = look.client();
        Excerpt server = look.server();
        if (!client.has(0, 5)) {
            return look.isLast() || !server.isEmpty() ? Answer.NO : Answer.MORE;
        }
        if (client.u32(0) == SSL_TCP) {
            return within(look, SSL_TCP_CLIENT, SSL_TCP_SERVER);
        }
        boolean microsoft = client.u32(0) == MICROSOFT && client.u8(4) == MICROSOFT_CLIENT - 5;
        return microsoft ? within(look, MICROSOFT_CLIENT, MICROSOFT_SERVER) : Answer.NO;
    }

    /// Real TLS goes on with records; this does not.
    private static Answer within(Look look, int client, int server) {
        if (look.client().has(0, client + 1)) {
            int next = look.client().u8(client);
            boolean records = next >= 0x14 && next <= 0x17;
            boolean answered = look.server().has(0, server);
            return records ? Answer.NO : answered ? new Answer.Within(client, server) : more(look);
        }
        return more(look);
    }

    private static Answer more(Look look) {
        return look.isLast() ? Answer.NO : Answer.MORE;
    }
}
