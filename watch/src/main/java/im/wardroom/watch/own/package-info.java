// SPDX-License-Identifier: Apache-2.0
/// Services that speak a protocol of their own, one class each. Where a protocol is not documented, it is told by its
/// structure (lengths that fit, numbers that rise, answers that repeat what was asked), seen often enough that chance
/// is out of the question, and never by a port or by bytes that merely happened to be there.
@NullMarked
package im.wardroom.watch.own;

import org.jspecify.annotations.NullMarked;
