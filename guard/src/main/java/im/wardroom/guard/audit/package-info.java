// SPDX-License-Identifier: Apache-2.0
/// The audit log as a thing that can be checked: records in a chain, a tree over them, its signed heads. No I/O.
@NullMarked
package im.wardroom.guard.audit;

import org.jspecify.annotations.NullMarked;
