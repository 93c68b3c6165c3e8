// SPDX-License-Identifier: Apache-2.0
/// Tests of what tells services in im.wardroom.watch.name.
@NullMarked
package im.wardroom.watch.name;

import org.jspecify.annotations.NullMarked;
