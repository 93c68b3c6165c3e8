// SPDX-License-Identifier: Apache-2.0
/// Administration from a client (XEP-0133).
@NullMarked
package im.wardroom.features.administration;

import org.jspecify.annotations.NullMarked;
