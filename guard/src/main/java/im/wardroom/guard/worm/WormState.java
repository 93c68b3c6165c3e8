// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.worm;

import java.util.List;

/// What should outlive the process: plain records, for the server to keep.
///
/// @param everyday artefacts that many share daily, as [im.wardroom.guard.artefact.Artefact#parse] reads them
public record WormState(
        List<Acquaintance> acquaintances, List<Entry> blocked, List<Entry> allowed, List<String> everyday) {

    public WormState {
        acquaintances = List.copyOf(acquaintances);
        blocked = List.copyOf(blocked);
        allowed = List.copyOf(allowed);
        everyday = List.copyOf(everyday);
    }
}
