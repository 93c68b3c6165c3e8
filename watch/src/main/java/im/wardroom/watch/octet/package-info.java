// SPDX-License-Identifier: Apache-2.0
/// Numbers and words in arrays of octets, as networks write them.
@NullMarked
package im.wardroom.watch.octet;

import org.jspecify.annotations.NullMarked;
