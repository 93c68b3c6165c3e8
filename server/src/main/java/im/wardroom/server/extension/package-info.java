// SPDX-License-Identifier: Apache-2.0
/// What a feature may see and touch.
@NullMarked
package im.wardroom.server.extension;

import org.jspecify.annotations.NullMarked;
