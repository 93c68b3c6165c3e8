// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

/// Where the journal speaks of one account or one stream. The writer's thread writes, readers look.
final class Trace {

    static final Trace NONE = new Trace();

    private volatile long last;
    private volatile long whole;

    /// The last row that does; 0 if none does.
    long last() {
        return last;
    }

    /// The row up to which the journal must be applied for the tables to show one state of it: something that a later
    /// row made superfluous was left out already.
    long whole() {
        return whole;
    }

    void appeared(long row) {
        last = row;
    }

    /// What was left out before is not known.
    void mayHaveGaps() {
        leftOut(last);
    }

    void leftOut(long until) {
        if (until > whole) {
            whole = until;
        }
    }
}
