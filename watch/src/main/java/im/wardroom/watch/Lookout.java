// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch;

import im.wardroom.watch.capture.Capture;
import im.wardroom.watch.capture.Packet;
import im.wardroom.watch.dissect.Failures;
import im.wardroom.watch.dissect.FindingListener;
import im.wardroom.watch.dissect.Inspector;
import im.wardroom.watch.flow.FlowTable;
import im.wardroom.watch.flow.Limits;
import im.wardroom.watch.packet.Decoder;
import im.wardroom.watch.suspicion.SuspicionListener;
import im.wardroom.watch.suspicion.Suspicions;
import java.io.IOException;
import java.util.function.LongConsumer;

/// Looks at packets, wherever they come from, and tells what it finds. Belongs to one thread.
public final class Lookout {

    /// How often progress is told.
    private static final int PACKETS_A_TURN = 8192;

    private final FlowTable flows;
    private final Decoder decoder;
    private final Failures failures;
    private final Suspicions suspicions;

    /// @param listener is told what is found
    /// @param suspicious is told what no person does
    public Lookout(
            Knowledge knowledge, Limits limits, long seed, FindingListener listener, SuspicionListener suspicious) {
        suspicions = new Suspicions(knowledge.directory(), knowledge.before(listener), suspicious);
        Inspector inspector = new Inspector(knowledge.dissectors(), suspicions);
        failures = inspector.failures();
        flows = new FlowTable(limits, seed, suspicions.before(inspector));
        decoder = new Decoder(flows);
    }

    /// Reads all that comes. Flows stay open for what comes after it.
    ///
    /// @param progress is told how many octets have been read, now and then
    public void watch(Capture capture, LongConsumer progress) throws IOException {
        Packet packet = new Packet();
        int count = 0;
        while (capture.next(packet)) {
            look(packet);
            if (++count % PACKETS_A_TURN == 0) {
                progress.accept(capture.position());
            }
        }
        progress.accept(capture.position());
    }

    /// Looks at one packet.
    public void look(Packet packet) {
        try {
            decoder.decode(packet);
        } catch (RuntimeException e) {
            failures.add(e);
        }
    }

    /// It is later now, in microseconds since 1970, though no packet said so: what nobody ended is over.
    public void pass(long micros) {
        try {
            decoder.pass(micros);
        } catch (RuntimeException e) {
            failures.add(e);
        }
        flows.pass(micros);
        suspicions.pass(micros);
    }

    /// Nothing comes any more: what was waited for is decided.
    public void end() {
        decoder.end();
        flows.end();
        suspicions.end();
    }

    public long packets() {
        return decoder.packets();
    }

    /// How many flows are open.
    public int flows() {
        return flows.size();
    }

    public Failures failures() {
        return failures;
    }

    public long evicted() {
        return flows.evicted();
    }
}
