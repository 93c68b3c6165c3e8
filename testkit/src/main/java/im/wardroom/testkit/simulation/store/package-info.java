// SPDX-License-Identifier: Apache-2.0
/// The ports of the store in memory, on a simulated disk.
@NullMarked
package im.wardroom.testkit.simulation.store;

import org.jspecify.annotations.NullMarked;
