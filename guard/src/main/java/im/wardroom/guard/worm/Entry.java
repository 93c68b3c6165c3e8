// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.worm;

import im.wardroom.guard.artefact.Artefact;
import java.time.Instant;

/// A lasting decision about an artefact, as it is kept.
///
/// @param outbreak whether the guard took it itself, and not an officer
public record Entry(Artefact artefact, Instant at, boolean outbreak) {}
