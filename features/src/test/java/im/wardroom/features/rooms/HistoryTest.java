// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.xml.Element;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// XEP-0045 §7.2.14: how much of the history who enters gets.
class HistoryTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    private final History history = new History();

    /// A message a minute, the last one now.
    private void fill(int count, int size) {
        for (int i = 1; i <= count; i++) {
            Element message = Element.of(Namespaces.CLIENT, "message").with("id", String.valueOf(i));
            history.add(i, NOW.minus(Duration.ofMinutes(count - i)), message, size);
        }
    }

    private List<Long> wanted(@Nullable String name, String value) {
        Element asked = name == null ? null : Element.of(Muc.NS, "history").with(name, value);
        return history.wanted(asked, NOW).stream().map(History.Past::number).toList();
    }

    @Test
    void onlyTheLastMessagesAreRemembered() {
        fill(History.MAX + 10, 100);
        assertThat(wanted(null, ""))
                .isEqualTo(LongStream.rangeClosed(11, History.MAX + 10).boxed().toList());
    }

    @Test
    void largeMessagesTakeTheRoomOfMany() {
        fill(10, 50 * 1024);
        assertThat(wanted(null, "")).containsExactly(9L, 10L);
    }

    @Test
    void numberOfMessagesIsBoundedByWhoAsks() {
        fill(5, 100);
        assertThat(wanted("maxstanzas", "2")).containsExactly(4L, 5L);
        assertThat(wanted("maxstanzas", "0")).isEmpty();
    }

    @Test
    void charactersAreBoundedByWhoAsks() {
        fill(5, 100);
        assertThat(wanted("maxchars", "250")).containsExactly(4L, 5L);
        assertThat(wanted("maxchars", "0")).isEmpty();
    }

    @Test
    void timeIsBoundedByWhoAsks() {
        fill(5, 100);
        assertThat(wanted("seconds", "90")).containsExactly(4L, 5L);
        assertThat(wanted("since", "2026-11-26T11:57:30Z")).containsExactly(3L, 4L, 5L);
    }

    @Test
    void nonsenseBoundsNothing() {
        fill(3, 100);
        assertThat(wanted("maxstanzas", "-1")).hasSize(3);
        assertThat(wanted("maxstanzas", "many")).hasSize(3);
        assertThat(wanted("since", "yesterday")).hasSize(3);
    }
}
