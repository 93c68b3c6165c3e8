// SPDX-License-Identifier: Apache-2.0
/// A disk that loses, reorders and refuses what was not synced, and a log on it.
@NullMarked
package im.wardroom.testkit.simulation.disk;

import org.jspecify.annotations.NullMarked;
