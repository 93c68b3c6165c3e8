// SPDX-License-Identifier: Apache-2.0
@NullMarked
package im.wardroom.features.administration;

import org.jspecify.annotations.NullMarked;
