// SPDX-License-Identifier: Apache-2.0
/// Unique and Stable Stanza IDs (XEP-0359).
@NullMarked
package im.wardroom.features.stanzaids;

import org.jspecify.annotations.NullMarked;
