// SPDX-License-Identifier: Apache-2.0
/// Blocking Command (XEP-0191).
@NullMarked
package im.wardroom.features.blocking;

import org.jspecify.annotations.NullMarked;
