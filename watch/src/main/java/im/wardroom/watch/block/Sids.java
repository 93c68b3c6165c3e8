// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.block;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.zip.CRC32;

/// The range of numbers that an administrator gives to the rules of Suricata. A rule has the same number in every file,
/// whatever else is in it, except that two may want the same one: then the later takes the next.
///
/// @param first the lowest
/// @param last the highest
public record Sids(int first, int last) {

    /// Within what is left to local rules.
    public static final Sids DEFAULT = new Sids(1_900_000, 1_999_999);

    public Sids {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException("a range of sids is written 1900000-1999999, the lower one first");
        }
    }

    public static Sids parse(String text) {
        String[] ends = text.split("-", -1);
        try {
            return new Sids(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length == 2 ? 1 : ends.length]));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("a range of sids is written 1900000-1999999, not " + text, e);
        }
    }

    Numbering numbering() {
        return new Numbering(this);
    }

    /// Gives out the numbers for one file.
    static final class Numbering {

        private final Sids range;
        private final int size;
        private final BitSet taken = new BitSet();

        private Numbering(Sids range) {
            this.range = range;
            size = (int) Math.min(range.last - (long) range.first + 1, 1 << 24);
        }

        /// @param what the rule is about
        int sid(String what) {
            if (taken.cardinality() == size) {
                throw new IllegalArgumentException("the range of sids is too small: there are more than " + size
                        + " rules; give a wider one (--sids)");
            }
            CRC32 hash = new CRC32();
            hash.update(what.getBytes(StandardCharsets.UTF_8));
            int slot = taken.nextClearBit((int) (hash.getValue() % size));
            if (slot >= size) {
                slot = taken.nextClearBit(0);
            }
            taken.set(slot);
            return range.first + slot;
        }
    }
}
