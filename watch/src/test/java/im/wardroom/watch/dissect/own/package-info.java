// SPDX-License-Identifier: Apache-2.0
@NullMarked
package im.wardroom.watch.dissect.own;

import org.jspecify.annotations.NullMarked;
