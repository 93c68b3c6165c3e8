// SPDX-License-Identifier: Apache-2.0
@NullMarked
package im.wardroom.features.archive;

import org.jspecify.annotations.NullMarked;
