// SPDX-License-Identifier: Apache-2.0
/// The kernel under a scheduler, a clock, a network and a disk that one seed drives.
@NullMarked
package im.wardroom.testkit.simulation;

import org.jspecify.annotations.NullMarked;
