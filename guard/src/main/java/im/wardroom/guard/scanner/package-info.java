// SPDX-License-Identifier: Apache-2.0
/// Programs that know malware: how they are spoken to, and what becomes of files when they do not answer.
@NullMarked
package im.wardroom.guard.scanner;

import org.jspecify.annotations.NullMarked;
