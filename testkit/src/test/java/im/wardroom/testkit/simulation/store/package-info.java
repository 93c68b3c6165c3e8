// SPDX-License-Identifier: Apache-2.0
@NullMarked
package im.wardroom.testkit.simulation.store;

import org.jspecify.annotations.NullMarked;
