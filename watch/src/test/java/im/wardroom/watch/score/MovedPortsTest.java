// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import im.wardroom.watch.Knowledge;
import im.wardroom.watch.capture.Capture;
import im.wardroom.watch.capture.CaptureFile;
import im.wardroom.watch.capture.Packet;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Finding;
import im.wardroom.watch.dissect.FindingListener;
import im.wardroom.watch.dissect.Inspector;
import im.wardroom.watch.flow.Flow;
import im.wardroom.watch.flow.FlowTable;
import im.wardroom.watch.flow.Limits;
import im.wardroom.watch.packet.Decoder;
import im.wardroom.watch.packet.Moving;
import im.wardroom.watch.service.Directory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The captures once more, with each messenger's servers moved to the ports of others: no port proves anything.
class MovedPortsTest {

    private static final int[] PORTS = {443, 80, 53, 25, 21};

    /// What was reached in the captures as they are is reached here too, but for two points.
    private static final double LEAST_RECALL = 0.96;

    @Test
    void serversAreFoundOnThePortsOfOthers() throws IOException {
        assumeTrue(Truth.isThere(), "the captures are not beside the project");
        Score score = new Score();
        for (Map.Entry<String, Map<FlowKey, Truth.Labelled>> capture :
                Truth.read().captures().entrySet()) {
            if (!capture.getValue().isEmpty()) {
                compare(score, capture.getKey(), capture.getValue());
            }
        }
        Path out = Path.of("target", "score-moved.txt");
        Files.createDirectories(out.toAbsolutePath().getParent());
        Files.writeString(out, score.table() + "\n" + String.join("\n", score.mistakes()) + "\n");

        assertThat(score.recall()).as("recall").isGreaterThanOrEqualTo(LEAST_RECALL);
    }

    private static void compare(Score score, String name, Map<FlowKey, Truth.Labelled> truth) throws IOException {
        Map<Moving.Place, Integer> ports = new HashMap<>();
        truth.forEach((key, labelled) -> {
            if (!labelled.via().equals("dns")) {
                place(ports, labelled);
            }
        });
        Map<FlowKey, Truth.Labelled> moved = new HashMap<>();
        truth.forEach((key, labelled) -> moved.put(key(ports, labelled), labelled));
        score.compare(name, moved, find(Truth.folder().resolve(name), new Moving(ports)));
    }

    /// Every port of one server becomes another one.
    private static void place(Map<Moving.Place, Integer> ports, Truth.Labelled labelled) {
        String[] fields = labelled.line().split(" ", -1);
        boolean turned = Integer.parseInt(fields[3]) < 10_000 && Integer.parseInt(fields[5]) > 10_000;
        String address = FlowKey.address(turned ? fields[2] : fields[4]);
        int port = Integer.parseInt(turned ? fields[3] : fields[5]);
        long others = ports.keySet().stream()
                .filter(place -> place.address().equals(address))
                .count();
        if (others < PORTS.length) {
            ports.putIfAbsent(new Moving.Place(address, port, fields[1].equals("TCP")), PORTS[(int) others]);
        }
    }

    private static FlowKey key(Map<Moving.Place, Integer> ports, Truth.Labelled labelled) {
        String[] fields = labelled.line().split(" ", -1);
        return FlowKey.of(
                fields[1],
                FlowKey.address(fields[2]),
                moved(ports, fields[1], fields[2], fields[3]),
                FlowKey.address(fields[4]),
                moved(ports, fields[1], fields[4], fields[5]));
    }

    private static String moved(Map<Moving.Place, Integer> ports, String protocol, String address, String port) {
        Moving.Place place = new Moving.Place(FlowKey.address(address), Integer.parseInt(port), protocol.equals("TCP"));
        return Integer.toString(ports.getOrDefault(place, place.port()));
    }

    private static Map<FlowKey, Map<String, String>> find(Path file, Moving moving) throws IOException {
        Map<FlowKey, Map<String, String>> found = new HashMap<>();
        Knowledge knowledge = new Knowledge(Directory.standard());
        FindingListener listener = knowledge.before(new FindingListener() {
            @Override
            public void found(Flow flow, Finding finding) {
                if (finding instanceof Detection detection) {
                    found.computeIfAbsent(FlowKey.of(flow), k -> new HashMap<>())
                            .put(detection.service().id(), detection.evidence());
                }
            }

            @Override
            public void ended(Flow flow, List<Finding> findings) {
                found.computeIfAbsent(FlowKey.of(flow), k -> new HashMap<>());
            }
        });
        FlowTable flows = new FlowTable(Limits.DEFAULT, 1, new Inspector(knowledge.dissectors(), listener));
        Decoder decoder = new Decoder(segment -> {
            moving.move(segment);
            flows.segment(segment);
        });
        Packet packet = new Packet();
        try (Capture capture = CaptureFile.open(file)) {
            while (capture.next(packet)) {
                decoder.decode(packet);
            }
        }
        decoder.end();
        flows.end();
        return found;
    }
}
