// SPDX-License-Identifier: Apache-2.0
/// A page for those who decide: who used which messenger, when and how much, and what rules would stop.
@NullMarked
package im.wardroom.watch.report;

import org.jspecify.annotations.NullMarked;
