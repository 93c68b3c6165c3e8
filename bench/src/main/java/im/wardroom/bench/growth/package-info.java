// SPDX-License-Identifier: Apache-2.0
/// What becomes of the cost of a message when everything around it grows.
@NullMarked
package im.wardroom.bench.growth;

import org.jspecify.annotations.NullMarked;
