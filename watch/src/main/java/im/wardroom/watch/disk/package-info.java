// SPDX-License-Identifier: Apache-2.0
/// Lists that people keep in files, and files that are written as a whole.
@NullMarked
package im.wardroom.watch.disk;

import org.jspecify.annotations.NullMarked;
