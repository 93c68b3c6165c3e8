// SPDX-License-Identifier: Apache-2.0
/// Lists of what is known to be bad: hosts, hashes, names, texts and patterns. Some come along, others are the
/// organisation's own.
@NullMarked
package im.wardroom.guard.indicator;

import org.jspecify.annotations.NullMarked;
