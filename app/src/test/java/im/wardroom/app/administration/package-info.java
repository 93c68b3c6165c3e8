// SPDX-License-Identifier: Apache-2.0
@NullMarked
package im.wardroom.app.administration;

import org.jspecify.annotations.NullMarked;
