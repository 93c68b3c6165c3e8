// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.name;

import im.wardroom.watch.dissect.Answer;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Dissector;
import im.wardroom.watch.dissect.Look;
import im.wardroom.watch.dissect.Via;
import im.wardroom.watch.octet.Excerpt;
import java.util.Locale;
import java.util.Optional;

/// Proxies that speak SOCKS 5 (RFC 1928, RFC 1929) or 4: the name that is asked for, and what goes through, which is
/// looked at as if it came alone.
public final class SocksNames implements Dissector {

    private static final int FIVE = 5;
    private static final int FOUR = 4;
    private static final int CONNECT = 1;
    private static final int PASSWORD = 2;
    private static final int GRANTED = 0x5A;

    private final Naming naming;

    public SocksNames(Naming naming) {
        this.naming = naming;
    }

    @Override
    public Transport transport() {
        return Transport.TCP;
    }

    @Override
    public boolean mayBeginWith(int octet) {
        return octet == FIVE || octet == FOUR;
    }

    @Override
    public Answer look(Look look) {
        Excerpt client = look.client();
        Excerpt server = look.server();
        if (client.isEmpty()) {
            return look.isLast() ? Answer.NO : Answer.MORE;
        }
        Answer answer = client.u8(0) == FIVE ? five(client, server) : four(client, server);
        return answer == Answer.MORE && look.isLast() ? Answer.NO : answer;
    }

    private Answer five(Excerpt client, Excerpt server) {
        if (!client.has(0, 2) || server.isEmpty()) {
            return Answer.MORE;
        }
        if (server.u8(0) != FIVE || client.u8(1) == 0 || client.u8(1) > 16) {
            return Answer.NO;
        }
        if (!server.has(0, 2)) {
            return Answer.MORE;
        }
        int request = 2 + client.u8(1);
        int reply = 2;
        if (server.u8(1) == PASSWORD) {
            // Version, name and password with their lengths; version and outcome.
            request = afterText(client, afterText(client, request + 1));
            reply += 2;
        } else if (server.u8(1) != 0) {
            return Answer.NO;
        }
        return request < 0 || !client.has(request, 5) ? Answer.MORE : request(client, request, server, reply);
    }

    private Answer request(Excerpt client, int request, Excerpt server, int reply) {
        if (client.u8(request) != FIVE || client.u8(request + 1) != CONNECT) {
            return Answer.NO;
        }
        int end = afterAddress(client, request + 3);
        if (end < 0) {
            return Answer.MORE;
        }
        Optional<Detection> found =
                client.u8(request + 3) == 3 ? host(client.text(request + 5, end - 2)) : Optional.empty();
        if (found.isPresent()) {
            return Answer.found(found.get());
        }
        if (!server.has(reply, 5)) {
            return Answer.MORE;
        }
        int begin = afterAddress(server, reply + 3);
        boolean granted = server.u8(reply) == FIVE && server.u8(reply + 1) == 0;
        return !granted ? Answer.NO : begin < 0 ? Answer.MORE : new Answer.Within(end, begin);
    }

    /// Version, command, port, address, a text that ends with zero; and the name after it where the address is 0.0.0.x.
    private Answer four(Excerpt client, Excerpt server) {
        if (!client.has(0, 9)) {
            return client.has(0, 2) && client.u8(1) != CONNECT ? Answer.NO : Answer.MORE;
        }
        int end = client.indexOf(0, 8);
        boolean named = client.u24(4) == 0 && client.u8(7) != 0;
        int name = end + 1;
        end = named && end >= 0 ? client.indexOf(0, name) : end;
        if (client.u8(1) != CONNECT || end > 512) {
            return Answer.NO;
        }
        if (end < 0) {
            return Answer.MORE;
        }
        Optional<Detection> found = named ? host(client.text(name, end)) : Optional.empty();
        if (found.isPresent()) {
            return Answer.found(found.get());
        }
        if (!server.has(0, 8)) {
            return Answer.MORE;
        }
        return server.u8(0) == 0 && server.u8(1) == GRANTED ? new Answer.Within(end + 1, 8) : Answer.NO;
    }

    private Optional<Detection> host(String name) {
        return naming.host(name.toLowerCase(Locale.ROOT), Via.NATIVE, "SOCKS proxy asked for");
    }

    /// @return where what comes after a text with its length begins; -1 if it is not all there
    private static int afterText(Excerpt side, int at) {
        return at >= 0 && side.has(at, 1) && side.has(at, 1 + side.u8(at)) ? at + 1 + side.u8(at) : -1;
    }

    /// @return where what comes after the kind of an address, the address and the port begins; -1 if it is not there
    private static int afterAddress(Excerpt side, int at) {
        if (!side.has(at, 2)) {
            return -1;
        }
        int length = switch (side.u8(at)) {
            case 1 -> 4;
            case 3 -> 1 + side.u8(at + 1);
            case 4 -> 16;
            default -> 0;
        };
        return length > 0 && side.has(at + 1, length + 2) ? at + 1 + length + 2 : -1;
    }
}
