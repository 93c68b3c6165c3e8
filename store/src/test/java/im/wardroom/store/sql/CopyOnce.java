// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import java.io.IOException;
import java.nio.file.Path;

/// A program that migrates, and prints the number of rows so far, until it is done or killed.
public final class CopyOnce {

    private CopyOnce() {}

    static Process start(Path folder, PostgresUrl to) throws IOException {
        return Child.start(CopyOnce.class, folder.toString(), to.reveal());
    }

    public static void main(String[] arguments) {
        CopyProgress progress = new CopyProgress() {
            @Override
            public void copied(String table, long rows, long total) {
                System.out.print(rows + "\n");
            }

            @Override
            public void verified(String table, long rows) {}
        };
        Migration.run(
                new Location.Folder(Path.of(arguments[0])),
                new Location.Postgres(PostgresUrl.parse(arguments[1])),
                progress);
    }
}
