// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.watch.Knowledge;
import im.wardroom.watch.Lookout;
import im.wardroom.watch.capture.Capture;
import im.wardroom.watch.capture.CaptureFile;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Finding;
import im.wardroom.watch.dissect.FindingListener;
import im.wardroom.watch.dissect.Via;
import im.wardroom.watch.flow.Flow;
import im.wardroom.watch.flow.Limits;
import im.wardroom.watch.service.Directory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RehearsalTest {

    @Test
    void servicesAreFoundInItInAllTheUsualWays() throws IOException {
        Set<Via> ways = EnumSet.noneOf(Via.class);
        FindingListener listener = new FindingListener() {
            @Override
            public void found(Flow flow, Finding finding) {
                if (finding instanceof Detection detection) {
                    ways.add(detection.via());
                }
            }

            @Override
            public void ended(Flow flow, List<Finding> findings) {}
        };
        Lookout lookout = new Lookout(new Knowledge(Directory.standard()), Limits.DEFAULT, 1, listener, _ -> {});
        ByteArrayOutputStream file = new ByteArrayOutputStream();

        Rehearsal.write(file);
        try (Capture capture = CaptureFile.open(new ByteArrayInputStream(file.toByteArray()))) {
            lookout.watch(capture, position -> {});
            assertThat(capture.damage()).isEmpty();
        }
        lookout.end();

        assertThat(ways).contains(Via.NATIVE, Via.TLS, Via.QUIC, Via.DNS, Via.HTTP, Via.STUN);
        assertThat(lookout.failures().first()).isEmpty();
    }
}
