// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.contender;

import java.util.List;
import java.util.Map;

/// How to start a server.
///
/// @param ready part of a line that it prints when it can be used; if empty, it is when its port is open
public record Launch(List<String> command, Map<String, String> environment, String ready) {
    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
