// SPDX-License-Identifier: Apache-2.0
/// How contenders are set up.
@NullMarked
package im.wardroom.bench.contender;

import org.jspecify.annotations.NullMarked;
