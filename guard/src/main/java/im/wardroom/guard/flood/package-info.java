// SPDX-License-Identifier: Apache-2.0
/// Floods: who sends more than people do is slowed down, then refused, and recipients are shielded from crowds of
/// strangers. All state is bounded and every act takes the same short time.
@NullMarked
package im.wardroom.guard.flood;

import org.jspecify.annotations.NullMarked;
