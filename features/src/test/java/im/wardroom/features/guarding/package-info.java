// SPDX-License-Identifier: Apache-2.0
/// What people see of the guard.
@NullMarked
package im.wardroom.features.guarding;

import org.jspecify.annotations.NullMarked;
