// SPDX-License-Identifier: Apache-2.0
/// Waking devices that are not connected (XEP-0357).
@NullMarked
package im.wardroom.features.push;

import org.jspecify.annotations.NullMarked;
