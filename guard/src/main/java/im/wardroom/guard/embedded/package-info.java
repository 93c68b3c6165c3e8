// SPDX-License-Identifier: Apache-2.0
/// Files that come within stanzas: taken out, put together where they come in pieces, and inspected.
@NullMarked
package im.wardroom.guard.embedded;

import org.jspecify.annotations.NullMarked;
