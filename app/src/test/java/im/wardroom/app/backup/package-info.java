// SPDX-License-Identifier: Apache-2.0
@NullMarked
package im.wardroom.app.backup;

import org.jspecify.annotations.NullMarked;
