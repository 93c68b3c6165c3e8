// SPDX-License-Identifier: Apache-2.0
/// Offline messages (XEP-0160).
@NullMarked
package im.wardroom.features.offline;

import org.jspecify.annotations.NullMarked;
