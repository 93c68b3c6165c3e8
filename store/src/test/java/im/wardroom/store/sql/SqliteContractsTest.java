// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.AccountsContract;
import im.wardroom.store.ArchiveContract;
import im.wardroom.store.CommitContract;
import im.wardroom.store.DevicesContract;
import im.wardroom.store.DocumentsContract;
import im.wardroom.store.InvitationsContract;
import im.wardroom.store.MessageLogContract;
import im.wardroom.store.ResumableStreamsContract;
import im.wardroom.store.RosterContract;
import im.wardroom.store.StoreContract.Backend;
import im.wardroom.store.TokensContract;
import org.junit.jupiter.api.Nested;

/// All contracts, on SQLite.
class SqliteContractsTest {

    private static final Backend SQLITE = folder -> SqliteStore.open(folder, Options.DEFAULT);

    @Nested
    class OfAccounts extends AccountsContract {
        OfAccounts() {
            super(SQLITE);
        }
    }

    @Nested
    class OfRosters extends RosterContract {
        OfRosters() {
            super(SQLITE);
        }
    }

    @Nested
    class OfMessageLogs extends MessageLogContract {
        OfMessageLogs() {
            super(SQLITE);
        }
    }

    @Nested
    class OfArchives extends ArchiveContract {
        OfArchives() {
            super(SQLITE);
        }
    }

    @Nested
    class OfResumableStreams extends ResumableStreamsContract {
        OfResumableStreams() {
            super(SQLITE);
        }
    }

    @Nested
    class OfDocuments extends DocumentsContract {
        OfDocuments() {
            super(SQLITE);
        }
    }

    @Nested
    class OfTokens extends TokensContract {
        OfTokens() {
            super(SQLITE);
        }
    }

    @Nested
    class OfDevices extends DevicesContract {
        OfDevices() {
            super(SQLITE);
        }
    }

    @Nested
    class OfInvitations extends InvitationsContract {
        OfInvitations() {
            super(SQLITE);
        }
    }

    @Nested
    class OfCommits extends CommitContract {
        OfCommits() {
            super(SQLITE);
        }
    }
}
