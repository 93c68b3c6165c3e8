// SPDX-License-Identifier: Apache-2.0
/// The servers that are compared, each at its best in a temporary folder.
@NullMarked
package im.wardroom.bench.contender;

import org.jspecify.annotations.NullMarked;
