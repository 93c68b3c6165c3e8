// SPDX-License-Identifier: Apache-2.0
/// Bytes between two devices: in stanzas (XEP-0047) and through a proxy (XEP-0065).
@NullMarked
package im.wardroom.features.transfers;

import org.jspecify.annotations.NullMarked;
