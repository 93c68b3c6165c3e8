// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.block;

import im.wardroom.watch.service.Service;

/// What of a chosen service is not denied, because that would break other sites.
///
/// @param what a name, a network, or an address
/// @param isName whether it is no address
/// @param why in words
public record LeftOut(Service service, boolean isName, String what, String why) {}
