// SPDX-License-Identifier: Apache-2.0
@NullMarked
package im.wardroom.features.directory;

import org.jspecify.annotations.NullMarked;
