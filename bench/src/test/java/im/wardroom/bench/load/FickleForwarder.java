// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A forwarder that does wrong on purpose. It lives on the same reactor as its clients.
final class FickleForwarder {

    /// What becomes of one message.
    interface Treatment {
        /// @param number of the message, over all pairs, from 0
        /// @return how often it is delivered
        int copies(long number);

        /// Whether messages wait at the moment.
        default boolean isStalled() {
            return false;
        }
    }

    private final Treatment treatment;
    private final Map<Integer, TlsLink> links = new HashMap<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private long messages;

    FickleForwarder(Treatment treatment) {
        this.treatment = treatment;
    }

    Gate.Visitor visitor() {
        return new Visitor();
    }

    private final class Visitor implements Gate.Visitor {

        private @Nullable TlsLink link;
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
            if (number >= 0) {
                forward(java.util.Arrays.copyOfRange(bytes, from, to));
            } else if (link != null) {
                number = Integer.parseInt(new String(bytes, from, to - from, StandardCharsets.US_ASCII).strip());
                links.put(number, link);
                link.send("<ready/>".getBytes(StandardCharsets.US_ASCII));
            }
        }

        private void forward(byte[] message) {
            int copies = treatment.copies(messages++);
            waiting.add(() -> {
                for (int i = 0; i < copies; i++) {
                    links.get(number ^ 1).send(message);
                }
            });
            if (!treatment.isStalled()) {
                waiting.forEach(Runnable::run);
                waiting.clear();
            }
        }

        @Override
        public void lost(IOException cause) {
            links.remove(number);
        }
    }
}
