// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

/// Is told how far a copy is, for each row; on the thread that copies.
public interface CopyProgress {

    CopyProgress NONE = new CopyProgress() {
        @Override
        public void copied(String table, long rows, long total) {}

        @Override
        public void verified(String table, long rows) {}
    };

    /// @param rows of all tables so far
    /// @param total of all tables
    void copied(String table, long rows, long total);

    /// @param rows of this table on this side so far
    void verified(String table, long rows);
}
