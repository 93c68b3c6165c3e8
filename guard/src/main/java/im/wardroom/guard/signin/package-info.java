// SPDX-License-Identifier: Apache-2.0
/// Sign-ins from new devices and new networks: the owner is told, and what a thief would do next counts against the
/// account.
@NullMarked
package im.wardroom.guard.signin;

import org.jspecify.annotations.NullMarked;
