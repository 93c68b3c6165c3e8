// SPDX-License-Identifier: Apache-2.0
/// Ways on which files would go past the server.
@NullMarked
package im.wardroom.guard.path;

import org.jspecify.annotations.NullMarked;
