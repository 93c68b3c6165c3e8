// SPDX-License-Identifier: Apache-2.0
@NullMarked
package im.wardroom.features.transfers;

import org.jspecify.annotations.NullMarked;
