// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.block;

import im.wardroom.watch.packet.Address;

/// An address that the resolver gave for a name.
///
/// @param isOwn whether nothing is known to be there but the service
/// @param why what says so
public record Resolved(Name name, Address address, boolean isOwn, String why) {}
