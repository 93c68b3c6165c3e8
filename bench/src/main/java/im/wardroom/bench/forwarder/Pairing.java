// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.forwarder;

import im.wardroom.bench.load.Gate;
import im.wardroom.bench.load.TlsLink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who is connected to whom: a client says its number, and its bytes go to the one whose number differs in the last
/// bit.
final class Pairing {

    private static final byte[] GREETING = "<ready/>".getBytes(StandardCharsets.US_ASCII);

    private final Map<Integer, Client> clients = new HashMap<>();

    Gate.Visitor visitor() {
        return new Client();
    }

    private final class Client implements Gate.Visitor {

        private @Nullable TlsLink link;
        private @Nullable Client partner;
        private int number = -1;

        @Override
        public void linked(TlsLink own) {
            link = own;
        }

        @Override
        public void secured() {
            // The client speaks first.
        }

        @Override
        public void received(byte[] bytes, int from, int to) {
            if (number < 0) {
                introduce(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
                return;
            }
            Client other = partner == null ? clients.get(number ^ 1) : partner;
            partner = other;
            if (other != null && other.link != null) {
                other.link.send(bytes, from, to - from);
            }
        }

        private void introduce(String line) {
            number = Integer.parseInt(line.strip());
            clients.put(number, this);
            if (link != null) {
                link.send(GREETING);
            }
        }

        @Override
        public void lost(IOException cause) {
            clients.remove(number, this);
            if (partner != null) {
                partner.partner = null;
            }
        }
    }
}
