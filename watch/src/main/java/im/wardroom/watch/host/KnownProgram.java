// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.host;

import im.wardroom.watch.service.Service;
import java.util.List;

/// One line of the list of programs: by which name a messenger's program is known.
///
/// @param name of its executable, in small letters
/// @param services that it speaks with, one or several; none for what is nobody's, and for what is allowed
/// @param isAllowed the organisation's own, never reported
public record KnownProgram(String name, List<Service> services, boolean isAllowed, String source, String date) {

    public KnownProgram {
        services = List.copyOf(services);
    }
}
