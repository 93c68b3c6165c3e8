// SPDX-License-Identifier: Apache-2.0
/// Protocols of single vendors. Few of them are documented; where none is, a protocol is told by its own structure
/// (lengths that fit, numbers that rise, answers that repeat what was asked), seen often enough that chance is out of
/// the question, and never by a port or by bytes that merely happened to be there.
@NullMarked
package im.wardroom.watch.vendor;

import org.jspecify.annotations.NullMarked;
