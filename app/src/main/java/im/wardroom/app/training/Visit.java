// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.training;

import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.sasl.ScramHash;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// The visitors' own program: some pairs that come, talk and leave for a while, and strangers who press on others. It
/// ends with 0 if all were served as they should be.
///
/// @param port for direct TLS, on loopback
/// @param proof that all visitors have
/// @param time how long they go on
record Visit(int port, Domain domain, ScramProof proof, Duration time) {

    private static final int PAIRS = 8;
    private static final int STRANGERS = 2;

    /// Who never comes, and so knows nobody.
    private static final int HERMIT = 2 * PAIRS + STRANGERS;

    /// Who asks for so much that the server listens less.
    private static final int INSISTENT = HERMIT + 1;

    /// For those who are in the middle of something when the time is over.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    public static void main(String[] arguments) throws Exception {
        new Visit(
                        Integer.parseInt(arguments[0]),
                        new Domain(arguments[1]),
                        new ScramProof(ScramHash.SHA_256, HexFormat.of().parseHex(arguments[2])),
                        Duration.ofSeconds(Long.parseLong(arguments[3])))
                .run();
    }

    /// What [#main] takes.
    List<String> arguments() {
        return List.of(
                String.valueOf(port),
                domain.toString(),
                HexFormat.of().formatHex(proof.clientKey()),
                String.valueOf(time.toSeconds()));
    }

    /// The localparts of all.
    static List<String> users() {
        return IntStream.rangeClosed(0, INSISTENT).mapToObj(Visit::user).toList();
    }

    private static String user(int index) {
        return "visitor-" + index;
    }

    private void run() throws Exception {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        long end = System.nanoTime() + time.toNanos();
        List<Future<Void>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(PAIRS + STRANGERS + 1)) {
            for (int i = 0; i < PAIRS; i++) {
                Pair pair = new Pair(address, domain, proof, user(2 * i), user(2 * i + 1), i % 2 == 0);
                running.add(threads.submit(again(end, pair::meet)));
            }
            for (int i = 0; i < STRANGERS; i++) {
                String user = user(2 * PAIRS + i);
                Stranger stranger = new Stranger(address, domain, proof, user, user(HERMIT));
                running.add(threads.submit(again(end, stranger::press)));
            }
            Stranger insistent = new Stranger(address, domain, proof, user(INSISTENT), user(HERMIT));
            running.add(threads.submit(again(end, insistent::insist)));
        }
        for (Future<Void> visitor : running) {
            visitor.get();
        }
    }

    private interface Call {
        void until(long end) throws IOException;
    }

    private static Callable<Void> again(long end, Call call) {
        return () -> {
            while (System.nanoTime() - end < 0) {
                call.until(end + PATIENCE.toNanos());
            }
            return null;
        };
    }
}
