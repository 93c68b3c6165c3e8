// SPDX-License-Identifier: Apache-2.0
/// The catalogue of security labels (XEP-0258): which of them people may put on what they send, and to whom.
@NullMarked
package im.wardroom.features.labels;

import org.jspecify.annotations.NullMarked;
