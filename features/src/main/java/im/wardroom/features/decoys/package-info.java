// SPDX-License-Identifier: Apache-2.0
/// Accounts that belong to nobody: whoever writes to them gives itself away.
@NullMarked
package im.wardroom.features.decoys;

import org.jspecify.annotations.NullMarked;
