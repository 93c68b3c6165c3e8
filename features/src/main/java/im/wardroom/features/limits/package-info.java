// SPDX-License-Identifier: Apache-2.0
/// Stream Limits Advertisement (XEP-0478).
@NullMarked
package im.wardroom.features.limits;

import org.jspecify.annotations.NullMarked;
