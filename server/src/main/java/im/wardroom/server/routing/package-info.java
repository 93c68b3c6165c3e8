// SPDX-License-Identifier: Apache-2.0
/// Where a stanza goes: one chain, in one place.
@NullMarked
package im.wardroom.server.routing;

import org.jspecify.annotations.NullMarked;
