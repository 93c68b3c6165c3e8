// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.guarding;

import im.wardroom.guard.Finding;
import im.wardroom.guard.Judgement;
import im.wardroom.guard.Origin;
import im.wardroom.guard.Reason;
import im.wardroom.guard.Verdict;
import im.wardroom.guard.flood.Brake;
import im.wardroom.server.delivery.Receipt;
import im.wardroom.server.stream.Journey;
import im.wardroom.server.stream.Loop;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Stanza;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The way of one connection's stanzas through the guard. While one of them is examined, those behind it to the same
/// address wait (RFC 6120 §10.1), and the others go on. It lives on the sender's loop; how much waits is bounded by
/// what a connection may have under way.
public final class Passage {

    private record Waiting(Stanza stanza, Receipt receipt) {}

    private final Guarding guarding;
    private final Origin.Kind kind;
    private final Supplier<@Nullable InetAddress> address;
    private final Loop loop;
    private final Guarding.Way way;

    /// By address, what waits behind the one that is examined.
    private final Map<BareJid, Deque<Waiting>> lanes = new HashMap<>(2);

    private @Nullable Origin last;

    Passage(Guarding guarding, Origin.Kind kind, Supplier<@Nullable InetAddress> address, Loop loop, Guarding.Way way) {
        this.guarding = guarding;
        this.kind = kind;
        this.address = address;
        this.loop = loop;
        this.way = way;
    }

    /// @param stanza its `from` is true
    public void take(Stanza stanza, Receipt receipt) {
        Journey.passed("guarding", stanza.element().name());
        Deque<Waiting> lane = lanes.isEmpty() ? null : lanes.get(destination(stanza));
        if (lane == null) {
            judge(stanza, receipt);
        } else {
            lane.add(new Waiting(stanza, receipt));
        }
    }

    /// Most connections send under one address.
    private Origin origin(Stanza stanza) {
        Jid from = Objects.requireNonNull(stanza.from());
        InetAddress current = address.get();
        Origin known = last;
        if (known == null || !known.jid().equals(from) || !Objects.equals(known.address(), current)) {
            known = new Origin(from, kind, current);
            last = known;
        }
        return known;
    }

    private static BareJid destination(Stanza stanza) {
        var to = stanza.to() == null ? stanza.from() : stanza.to();
        return Objects.requireNonNull(to).bare();
    }

    /// False if that takes a while.
    private boolean judge(Stanza stanza, Receipt receipt) {
        CompletableFuture<Judgement> judgement = guarding.judge(origin(stanza), stanza);
        if (judgement.isDone() && !judgement.isCompletedExceptionally()) {
            guarding.carryOut(judgement.join(), stanza, receipt, way);
            slowDown(stanza);
            return true;
        }
        BareJid destination = destination(stanza);
        lanes.computeIfAbsent(destination, lane -> new ArrayDeque<>(1));
        judgement
                .exceptionally(cause -> new Judgement(
                        new Verdict.Refuse(Finding.of(
                                Reason.GUARD_FAILED, "The message could not be inspected, so it was not sent.")),
                        ""))
                .thenAccept(judged -> loop.run(() -> {
                    guarding.carryOut(judged, stanza, receipt, way);
                    slowDown(stanza);
                    goOn(destination);
                }));
        return false;
    }

    private void slowDown(Stanza stanza) {
        Brake.Pace pace = guarding.pace(stanza);
        if (!pace.isFree()) {
            way.slow(pace);
        }
    }

    private void goOn(BareJid destination) {
        Deque<Waiting> lane = Objects.requireNonNull(lanes.get(destination));
        Waiting next = lane.poll();
        while (next != null) {
            if (!judge(next.stanza(), next.receipt())) {
                return;
            }
            next = lane.poll();
        }
        lanes.remove(destination);
    }
}
