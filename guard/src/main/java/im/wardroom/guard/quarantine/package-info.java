// SPDX-License-Identifier: Apache-2.0
/// Quarantine: a state of an account in which it can sign in, read and talk to the security desk, and nothing else.
@NullMarked
package im.wardroom.guard.quarantine;

import org.jspecify.annotations.NullMarked;
