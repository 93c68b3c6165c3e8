// SPDX-License-Identifier: Apache-2.0
/// One class for each phase of a client stream, and the two interfaces that the wire meets.
@NullMarked
package im.wardroom.server.stream;

import org.jspecify.annotations.NullMarked;
