// SPDX-License-Identifier: Apache-2.0
/// How long archives keep what is in them.
@NullMarked
package im.wardroom.server.retention;

import org.jspecify.annotations.NullMarked;
