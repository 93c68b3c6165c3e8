// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import im.wardroom.watch.dissect.Concealment;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Finding;
import im.wardroom.watch.flow.Flow;
import im.wardroom.watch.packet.Address;
import im.wardroom.watch.suspicion.Suspicion;
import java.io.PrintStream;
import java.util.List;

/// A line of JSON for each finding, when its flow is over, and for each suspicion.
final class JsonOutput implements Output {

    private final PrintStream out;

    JsonOutput(PrintStream out) {
        this.out = out;
    }

    @Override
    public void ended(Flow flow, List<Finding> findings) {
        for (Finding finding : findings) {
            out.println(put(new JsonLine(), flow, finding).end());
        }
    }

    @Override
    public void suspected(Suspicion suspicion) {
        out.println(put(new JsonLine(), suspicion).end());
    }

    /// What machines are told of a suspicion.
    static JsonLine put(JsonLine line, Suspicion suspicion) {
        line.put("time", Text.iso(suspicion.firstMicros()))
                .put("end", Text.iso(suspicion.lastMicros()))
                .put("suspicion", suspicion.kind().id())
                .put("evidence", suspicion.evidence());
        Address client = suspicion.client();
        if (client != null) {
            line.put("client", client.toString());
        }
        return line.put("server", suspicion.server().toString()).put("server_port", suspicion.serverPort());
    }

    /// What machines are told of a finding in a flow.
    static JsonLine put(JsonLine line, Flow flow, Finding finding) {
        line.put("time", Text.iso(flow.firstMicros())).put("end", Text.iso(flow.lastMicros()));
        switch (finding) {
            case Detection detection ->
                line.put("service", detection.service().id())
                        .put("activity", detection.activity().id())
                        .put("confidence", detection.confidence().id())
                        .put("rule", detection.rule().id());
            case Concealment concealment ->
                line.put("hidden", concealment.cover().id());
        }
        return line.put("via", finding.via().id())
                .put("evidence", finding.evidence())
                .put("protocol", flow.isTcp() ? "tcp" : "udp")
                .put("client", flow.client().toString())
                .put("client_port", flow.clientPort())
                .put("server", flow.server().toString())
                .put("server_port", flow.serverPort())
                .put("client_packets", flow.clientPackets())
                .put("server_packets", flow.serverPackets())
                .put("client_bytes", flow.clientBytes())
                .put("server_bytes", flow.serverBytes());
    }

    @Override
    public void end(Totals totals) {
        out.flush();
    }
}
