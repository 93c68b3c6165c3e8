// SPDX-License-Identifier: Apache-2.0
/// Addresses: JIDs and their parts (RFC 7622).
@NullMarked
package im.wardroom.xmpp.address;

import org.jspecify.annotations.NullMarked;
