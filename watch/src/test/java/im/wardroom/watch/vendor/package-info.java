// SPDX-License-Identifier: Apache-2.0
/// Tests of what tells services in im.wardroom.watch.vendor.
@NullMarked
package im.wardroom.watch.vendor;

import org.jspecify.annotations.NullMarked;
