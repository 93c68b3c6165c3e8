// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.watch.packet.Segment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentTest {

    @Test
    void whoSpokeLongAgoIsPushedOut() {
        Recent<List<String>> recent = new Recent<>(2);
        Flow first = flow();
        Flow second = flow();
        Flow third = flow();
        recent.of(first, ArrayList::new).add("said");
        recent.of(second, ArrayList::new);
        recent.of(first, ArrayList::new);
        recent.of(third, ArrayList::new);

        assertThat(recent.size()).isEqualTo(2);
        assertThat(recent.has(second)).isFalse();
        assertThat(recent.of(first, ArrayList::new)).containsExactly("said");
    }

    @Test
    void whatIsForgottenBeginsAnew() {
        Recent<List<String>> recent = new Recent<>(2);
        Flow flow = flow();
        recent.of(flow, ArrayList::new).add("said");
        recent.forget(flow);

        assertThat(recent.of(flow, ArrayList::new)).isEmpty();
    }

    private static Flow flow() {
        return new Flow(new Segment(), false, 0);
    }
}
