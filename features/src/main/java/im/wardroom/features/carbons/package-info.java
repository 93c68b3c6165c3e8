// SPDX-License-Identifier: Apache-2.0
/// Message Carbons (XEP-0280).
@NullMarked
package im.wardroom.features.carbons;

import org.jspecify.annotations.NullMarked;
