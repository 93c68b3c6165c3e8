// SPDX-License-Identifier: Apache-2.0
/// Messages that wait.
@NullMarked
package im.wardroom.features.offline;

import org.jspecify.annotations.NullMarked;
