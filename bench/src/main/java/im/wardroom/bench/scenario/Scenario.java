// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.scenario;

import java.io.IOException;
import java.util.List;

/// One thing that is measured on a server that was just started.
public interface Scenario {

    /// As in `--only`.
    String name();

    String title();

    /// Whether messages are archived while it runs.
    boolean archived();

    /// Whether the forwarder can take part.
    boolean isForForwarder();

    /// Whether its figures are times, or depend on the speed of the load.
    default boolean isTimed() {
        return true;
    }

    /// How many accounts it needs.
    int accounts(Plan plan);

    /// @throws im.wardroom.bench.load.LoadFailure if the figures would be worth nothing
    List<Reading> run(Subject subject, Plan plan) throws IOException;
}
