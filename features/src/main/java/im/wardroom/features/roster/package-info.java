// SPDX-License-Identifier: Apache-2.0
/// What RFC 6121 advertises of rosters.
@NullMarked
package im.wardroom.features.roster;

import org.jspecify.annotations.NullMarked;
