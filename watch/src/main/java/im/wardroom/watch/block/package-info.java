// SPDX-License-Identifier: Apache-2.0
/// Rules that deny messengers: which names and addresses they deny, and how firewalls, resolvers, proxies and hosts
/// write that.
@NullMarked
package im.wardroom.watch.block;

import org.jspecify.annotations.NullMarked;
