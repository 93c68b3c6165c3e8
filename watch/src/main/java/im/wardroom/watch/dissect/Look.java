// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.dissect;

import im.wardroom.watch.flow.Flow;
import im.wardroom.watch.octet.Excerpt;
import org.jspecify.annotations.Nullable;

/// What a dissector sees of a flow when it is asked. One object is used for all flows: what it shows is lent.
public final class Look {

    private final Excerpt client = new Excerpt();
    private final Excerpt server = new Excerpt();
    private final Excerpt fresh = new Excerpt();
    private final Expectations expectations;
    private @Nullable Inspection inspection;
    private @Nullable Flow flow;
    private boolean fromClient;
    private boolean last;

    Look(Expectations expectations) {
        this.expectations = expectations;
    }

    void begin(Flow of, Inspection its, boolean clientSpeaks) {
        flow = of;
        inspection = its;
        fromClient = clientSpeaks;
        last = false;
        client.showNothing();
        server.showNothing();
        fresh.showNothing();
    }

    void setLast(boolean isLast) {
        last = isLast;
    }

    void end() {
        begin(flow(), inspection(), fromClient);
        flow = null;
        inspection = null;
    }

    public Flow flow() {
        return present(flow);
    }

    Inspection inspection() {
        return present(inspection);
    }

    private static <T> T present(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("a look was used when it was over");
        }
        return part;
    }

    public boolean isTcp() {
        return flow().isTcp();
    }

    /// Who sent what came last.
    public boolean fromClient() {
        return fromClient;
    }

    /// TCP: what the client has said from the beginning, in order, as far as it is known and kept. UDP: the datagram,
    /// if the client sent it. When all of a flow is followed: what came just now.
    public Excerpt client() {
        return client;
    }

    /// The same, of the server.
    public Excerpt server() {
        return server;
    }

    /// What has just come from whoever sent it; empty when nothing more will come.
    public Excerpt fresh() {
        return fresh;
    }

    /// Of the one who sent what came last.
    public Excerpt speaker() {
        return fromClient ? client : server;
    }

    /// How many datagrams or segments with something in them there have been from the client, this one included.
    public int countFromClient() {
        return inspection().clientCount;
    }

    public int countFromServer() {
        return inspection().serverCount;
    }

    /// Nothing more will come, or nothing more will be kept: who is still undecided decides now.
    public boolean isLast() {
        return last;
    }

    /// TCP whose beginning was not seen: what is shown begins somewhere.
    public boolean isMidway() {
        return inspection().midway;
    }

    /// What this dissector has put aside for this flow, if it has.
    public <T> @Nullable T remembered(Dissector dissector, Class<T> type) {
        Object found = inspection().memory(dissector);
        return type.isInstance(found) ? type.cast(found) : null;
    }

    public void remember(Dissector dissector, Object what) {
        inspection().remember(dissector, what);
    }

    /// A flow that will go to this endpoint soon is already known: a file that was offered, a call that was arranged.
    public void expect(long addressHigh, long addressLow, int port, Detection detection) {
        expectations.add(addressHigh, addressLow, port, detection, flow().lastMicros());
    }
}
