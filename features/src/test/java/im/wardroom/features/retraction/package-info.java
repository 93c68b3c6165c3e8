// SPDX-License-Identifier: Apache-2.0
@NullMarked
package im.wardroom.features.retraction;

import org.jspecify.annotations.NullMarked;
