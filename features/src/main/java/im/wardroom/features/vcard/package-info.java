// SPDX-License-Identifier: Apache-2.0
/// vcard-temp (XEP-0054).
@NullMarked
package im.wardroom.features.vcard;

import org.jspecify.annotations.NullMarked;
