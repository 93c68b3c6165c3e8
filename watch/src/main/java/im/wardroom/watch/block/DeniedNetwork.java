// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.block;

import im.wardroom.watch.service.Service;

/// Addresses that are denied, all of them: no exception is within.
public record DeniedNetwork(Network network, Service service) {}
