// SPDX-License-Identifier: Apache-2.0
@NullMarked
package im.wardroom.guard.signin;

import org.jspecify.annotations.NullMarked;
