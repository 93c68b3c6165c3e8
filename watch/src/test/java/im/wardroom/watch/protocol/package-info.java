// SPDX-License-Identifier: Apache-2.0
/// Tests of the protocols' first bytes.
@NullMarked
package im.wardroom.watch.protocol;

import org.jspecify.annotations.NullMarked;
