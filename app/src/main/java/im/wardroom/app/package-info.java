// SPDX-License-Identifier: Apache-2.0
/// The program: puts the parts together, starts and stops them.
@NullMarked
package im.wardroom.app;

import org.jspecify.annotations.NullMarked;
