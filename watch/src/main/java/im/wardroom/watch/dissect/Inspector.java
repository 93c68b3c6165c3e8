// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.dissect;

import im.wardroom.watch.flow.Budget;
import im.wardroom.watch.flow.Flow;
import im.wardroom.watch.flow.FlowHandler;
import im.wardroom.watch.flow.Stream;
import im.wardroom.watch.octet.Excerpt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks the dissectors about a flow until one knows it or all have said no, and then never again. The first octet of a
/// flow decides who is asked at all. Belongs to the thread that reads packets.
public final class Inspector implements FlowHandler {

    /// How often a flow is looked at before it stays unknown.
    static final int MOST_LOOKS = 48;

    private static final long KEPT_OCTETS = 32L << 20;
    /// A proxy within a proxy, and no more.
    private static final int DEEPEST = 4;

    private final Dissector[] dissectors;
    private final FindingListener listener;
    private final Candidates candidates;
    private final Expectations expectations = new Expectations();
    private final Failures failures = new Failures();
    private final Look look = new Look(expectations);
    private final Budget budget = new Budget(KEPT_OCTETS);

    /// @param dissectors in the order in which they are asked, 64 at most
    public Inspector(List<Dissector> dissectors, FindingListener listener) {
        this.dissectors = dissectors.toArray(new Dissector[0]);
        this.listener = listener;
        this.candidates = new Candidates(dissectors);
    }

    @Override
    public void payload(Flow flow, boolean fromClient, int sequence, Excerpt payload) {
        Inspection inspection = flow.attachment() instanceof Inspection known ? known : begin(flow);
        if (fromClient) {
            inspection.clientCount++;
        } else {
            inspection.serverCount++;
        }
        look.begin(flow, inspection, fromClient);
        if (flow.isTcp()) {
            octets(flow, inspection, fromClient, sequence, payload);
        } else {
            datagram(flow, inspection, payload);
        }
        look.end();
    }

    @Override
    public void ended(Flow flow) {
        List<Finding> findings = List.of();
        if (flow.attachment() instanceof Inspection inspection) {
            if (!inspection.following && inspection.findings.isEmpty()) {
                lastLook(flow, inspection);
            }
            findings = inspection.findings;
            release(inspection);
            flow.attach(null);
        } else if (flow.attachment() instanceof Decided decided) {
            findings = decided.findings();
        }
        listener.ended(flow, findings);
    }

    private Inspection begin(Flow flow) {
        Inspection inspection =
                flow.isTcp() ? new Inspection(new Stream(budget), new Stream(budget)) : new Inspection(null, null);
        flow.attach(inspection);
        if (flow.isTcp()) {
            inspection.midway = !flow.knowsStart(true) && !flow.knowsStart(false);
            startAt(flow, inspection.client, true);
            startAt(flow, inspection.server, false);
        }
        return inspection;
    }

    private static void startAt(Flow flow, @Nullable Stream stream, boolean ofClient) {
        if (stream != null && flow.knowsStart(ofClient)) {
            stream.startAt(flow.start(ofClient));
        }
    }

    private void datagram(Flow flow, Inspection inspection, Excerpt payload) {
        look.fresh().show(payload.bytes(), payload.from(), payload.to());
        look.speaker().show(payload.bytes(), payload.from(), payload.to());
        if (!inspection.begun) {
            inspection.begin(candidates.ofUdp(payload.u8(0)), candidates.lastResorts());
        }
        ask(flow, inspection);
        if (isUndecided(flow, inspection) && inspection.clientCount + inspection.serverCount >= MOST_LOOKS) {
            lastAsk(flow, inspection);
        }
    }

    private void octets(Flow flow, Inspection inspection, boolean fromClient, int sequence, Excerpt payload) {
        Stream client = inspection.stream(true);
        Stream server = inspection.stream(false);
        Stream speaker = fromClient ? client : server;
        if (inspection.following) {
            if (speaker.follow(sequence, payload, look.fresh())) {
                look.speaker()
                        .show(payload.bytes(), look.fresh().from(), look.fresh().to());
                ask(flow, inspection);
            }
            return;
        }
        if (!speaker.offer(sequence, payload, look.speaker(), look.fresh())) {
            return;
        }
        (fromClient ? server : client).show(fromClient ? look.server() : look.client());
        if (look.speaker().isEmpty()) {
            return;
        }
        askBegun(flow, inspection);
        if (!isUndecided(flow, inspection)) {
            return;
        }
        if (inspection.following) {
            speaker.release();
            return;
        }
        speaker.keep(look.speaker());
        if (speaker.isFull() || inspection.clientCount + inspection.serverCount >= MOST_LOOKS) {
            lastAsk(flow, inspection);
        }
    }

    private void askBegun(Flow flow, Inspection inspection) {
        if (!inspection.begun) {
            inspection.begin(candidates.ofTcp(look.speaker().u8(0)), candidates.lastResorts());
        }
        ask(flow, inspection);
    }

    private void lastLook(Flow flow, Inspection inspection) {
        look.begin(flow, inspection, true);
        if (flow.isTcp()) {
            showAll(inspection);
            if (!inspection.begun) {
                Excerpt first = look.client().isEmpty() ? look.server() : look.client();
                if (first.isEmpty()) {
                    look.end();
                    return;
                }
                inspection.begin(candidates.ofTcp(first.u8(0)), candidates.lastResorts());
            }
        }
        lastAsk(flow, inspection);
        look.end();
    }

    private void showAll(Inspection inspection) {
        Stream client = inspection.stream(true);
        Stream server = inspection.stream(false);
        client.passGaps();
        server.passGaps();
        client.show(look.client());
        server.show(look.server());
    }

    private void lastAsk(Flow flow, Inspection inspection) {
        look.setLast(true);
        ask(flow, inspection);
        if (isUndecided(flow, inspection) && !inspection.following) {
            inspection.candidates = 0;
            ask(flow, inspection);
        }
        if (isUndecided(flow, inspection) && !inspection.following) {
            decide(flow, inspection);
        }
    }

    /// Asks everybody who has not said no; when nobody is left, those of the last resort.
    private void ask(Flow flow, Inspection inspection) {
        if (!expectations.isEmpty() && isExpected(flow, inspection)) {
            return;
        }
        if (!inspection.begun) {
            return;
        }
        if (inspection.candidates != 0) {
            inspection.candidates = ask(flow, inspection, inspection.candidates);
        }
        if (inspection.candidates == 0 && isUndecided(flow, inspection) && inspection.lastResorts != 0) {
            inspection.lastResorts = ask(flow, inspection, inspection.lastResorts);
        }
        if (inspection.begun
                && inspection.candidates == 0
                && inspection.lastResorts == 0
                && isUndecided(flow, inspection)) {
            decide(flow, inspection);
        }
    }

    /// @return who may still know it
    private long ask(Flow flow, Inspection inspection, long asked) {
        long left = asked;
        for (long rest = asked; rest != 0; rest &= rest - 1) {
            long bit = rest & -rest;
            Answer answer = answer(dissectors[Long.numberOfTrailingZeros(bit)]);
            if (answer == Answer.NO) {
                left &= ~bit;
            } else if (answer instanceof Answer.Within within) {
                return enter(flow, inspection, within) ? inspection.candidates : left & ~bit;
            } else if (answer != Answer.MORE) {
                return take(flow, inspection, answer) ? bit : 0;
            }
        }
        return left;
    }

    /// @return whether who answered wants to see what follows
    private boolean take(Flow flow, Inspection inspection, Answer answer) {
        if (answer instanceof Answer.Found found) {
            report(flow, inspection, found.finding());
            if (!found.follow()) {
                decide(flow, inspection);
                return false;
            }
        }
        inspection.follow();
        return true;
    }

    private Answer answer(Dissector dissector) {
        try {
            return dissector.look(look);
        } catch (RuntimeException e) {
            failures.add(e);
            return Answer.NO;
        }
    }

    public Failures failures() {
        return failures;
    }

    /// Begins anew with what is in the tunnel.
    private boolean enter(Flow flow, Inspection inspection, Answer.Within within) {
        if (!flow.isTcp() || inspection.depth++ >= DEEPEST) {
            return false;
        }
        Stream client = inspection.stream(true);
        Stream server = inspection.stream(false);
        (look.fromClient() ? client : server).keep(look.speaker());
        client.drop(within.client());
        server.drop(within.server());
        client.show(look.client());
        server.show(look.server());
        look.fresh().showNothing();
        inspection.restart();
        Excerpt first = look.client().isEmpty() ? look.server() : look.client();
        if (first.isEmpty()) {
            return true;
        }
        inspection.begin(candidates.ofTcp(first.u8(0)), candidates.lastResorts());
        inspection.candidates = ask(flow, inspection, inspection.candidates);
        return true;
    }

    private boolean isExpected(Flow flow, Inspection inspection) {
        if (inspection.clientCount + inspection.serverCount > 1) {
            return false;
        }
        Detection detection = expectations.find(flow);
        if (detection == null) {
            return false;
        }
        report(flow, inspection, detection);
        decide(flow, inspection);
        return true;
    }

    private void report(Flow flow, Inspection inspection, Finding finding) {
        if (inspection.add(finding)) {
            listener.found(flow, finding);
        }
    }

    private static boolean isUndecided(Flow flow, Inspection inspection) {
        return flow.attachment() == inspection;
    }

    /// Nobody is asked any longer; what was kept is forgotten.
    private void decide(Flow flow, Inspection inspection) {
        release(inspection);
        flow.attach(inspection.findings.isEmpty() ? null : new Decided(inspection.findings));
        flow.ignore();
    }

    private static void release(Inspection inspection) {
        if (inspection.client != null) {
            inspection.client.release();
        }
        if (inspection.server != null) {
            inspection.server.release();
        }
    }

    private record Decided(List<Finding> findings) {}
}
