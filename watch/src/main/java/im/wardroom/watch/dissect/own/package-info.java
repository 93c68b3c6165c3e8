// SPDX-License-Identifier: Apache-2.0
/// Services that speak a protocol of their own, one class each.
@NullMarked
package im.wardroom.watch.dissect.own;

import org.jspecify.annotations.NullMarked;
