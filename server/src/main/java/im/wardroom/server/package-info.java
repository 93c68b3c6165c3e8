// SPDX-License-Identifier: Apache-2.0
/// The kernel, put together.
@NullMarked
package im.wardroom.server;

import org.jspecify.annotations.NullMarked;
