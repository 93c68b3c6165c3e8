// SPDX-License-Identifier: Apache-2.0
/// Tests of what tells services in im.wardroom.watch.call.
@NullMarked
package im.wardroom.watch.call;

import org.jspecify.annotations.NullMarked;
