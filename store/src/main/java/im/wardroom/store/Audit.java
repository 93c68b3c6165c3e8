// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

import java.util.List;
import java.util.Optional;

/// The audit log: records that stay as they are, and the signed heads of the tree over them. What they say is not this
/// port's business. Every method may block.
public interface Audit {

    /// @param seq 1 for the first, and one more for each after it
    record Line(long seq, String text) {}

    /// @param hour since 1970; of each, only the last head is kept
    /// @param size how many records the tree has
    record Head(long hour, long size, String text) {}

    /// The records from this number on, in order.
    List<Line> read(long from, int limit);

    Optional<Line> last();

    /// The heads of this hour and later, in order.
    List<Head> heads(long hour, int limit);

    Optional<Head> lastHead();
}
