// SPDX-License-Identifier: Apache-2.0
/// What protocols say in their first bytes: parsers over a part of an array, which answer with records. They keep
/// nothing between calls, know no service and no flow, and take any input: what is not theirs is answered with empty.
@NullMarked
package im.wardroom.watch.protocol;

import org.jspecify.annotations.NullMarked;
