// SPDX-License-Identifier: Apache-2.0
/// The contracts of the ports, which every store keeps.
@NullMarked
package im.wardroom.store;

import org.jspecify.annotations.NullMarked;
