// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import im.wardroom.watch.host.Sighting;
import java.io.PrintStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Shows programs with their sockets: all at the first look, and at the next ones what has changed.
final class HostOutput {

    private final PrintStream out;
    private final boolean json;
    private final boolean repeats;
    private Map<Object, Sighting> before = Map.of();
    private boolean first = true;

    /// @param repeats there is more than one look
    HostOutput(PrintStream out, boolean json, boolean repeats) {
        this.out = out;
        this.json = json;
        this.repeats = repeats;
    }

    void show(List<Sighting> sightings, Instant now) {
        Map<Object, Sighting> present = new LinkedHashMap<>();
        sightings.forEach(sighting -> present.put(sighting.key(), sighting));
        if (first && !json) {
            table(sightings);
        } else {
            present.forEach((key, sighting) -> change(before.containsKey(key) ? "" : "new", sighting, now));
            before.forEach((key, sighting) -> change(present.containsKey(key) ? "" : "gone", sighting, now));
        }
        before = present;
        first = false;
        out.flush();
    }

    private void table(List<Sighting> sightings) {
        if (sightings.isEmpty()) {
            out.println("No program talks to a messenger.");
            return;
        }
        Columns columns = new Columns(SightingText.HEADINGS);
        sightings.forEach(sighting -> columns.add(SightingText.cells(sighting)));
        columns.lines().forEach(out::println);
    }

    private void change(String event, Sighting sighting, Instant now) {
        if (event.isEmpty()) {
            return;
        }
        if (json) {
            out.println(SightingText.json(repeats ? event : "", now, sighting));
        } else {
            out.println(Text.printable(
                    Text.time(now) + "  " + event + "  " + String.join("  ", SightingText.cells(sighting))));
        }
    }
}
