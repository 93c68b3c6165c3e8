// SPDX-License-Identifier: Apache-2.0
/// Client State Indication (XEP-0352).
@NullMarked
package im.wardroom.features.csi;

import org.jspecify.annotations.NullMarked;
