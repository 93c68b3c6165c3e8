// SPDX-License-Identifier: Apache-2.0
/// What carries out the effects of entities.
@NullMarked
package im.wardroom.server.delivery;

import org.jspecify.annotations.NullMarked;
