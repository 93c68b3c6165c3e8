// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.AccountsContract;
import im.wardroom.store.ArchiveContract;
import im.wardroom.store.AuditContract;
import im.wardroom.store.CommitContract;
import im.wardroom.store.DevicesContract;
import im.wardroom.store.DocumentsContract;
import im.wardroom.store.GuardRecordsContract;
import im.wardroom.store.InvitationsContract;
import im.wardroom.store.MessageLogContract;
import im.wardroom.store.NodesContract;
import im.wardroom.store.ResumableStreamsContract;
import im.wardroom.store.RosterContract;
import im.wardroom.store.StoreContract.Backend;
import im.wardroom.store.TokensContract;
import im.wardroom.store.UploadsContract;
import org.junit.jupiter.api.Nested;

/// All contracts. A class to inherit from because each backend runs them.
abstract class Contracts {

    private final Backend backend;

    Contracts(Backend backend) {
        this.backend = backend;
    }

    @Nested
    class OfAccounts extends AccountsContract {
        OfAccounts() {
            super(backend);
        }
    }

    @Nested
    class OfRosters extends RosterContract {
        OfRosters() {
            super(backend);
        }
    }

    @Nested
    class OfMessageLogs extends MessageLogContract {
        OfMessageLogs() {
            super(backend);
        }
    }

    @Nested
    class OfArchives extends ArchiveContract {
        OfArchives() {
            super(backend);
        }
    }

    @Nested
    class OfResumableStreams extends ResumableStreamsContract {
        OfResumableStreams() {
            super(backend);
        }
    }

    @Nested
    class OfDocuments extends DocumentsContract {
        OfDocuments() {
            super(backend);
        }
    }

    @Nested
    class OfNodes extends NodesContract {
        OfNodes() {
            super(backend);
        }
    }

    @Nested
    class OfTokens extends TokensContract {
        OfTokens() {
            super(backend);
        }
    }

    @Nested
    class OfDevices extends DevicesContract {
        OfDevices() {
            super(backend);
        }
    }

    @Nested
    class OfInvitations extends InvitationsContract {
        OfInvitations() {
            super(backend);
        }
    }

    @Nested
    class OfTheAudit extends AuditContract {
        OfTheAudit() {
            super(backend);
        }
    }

    @Nested
    class OfUploads extends UploadsContract {
        OfUploads() {
            super(backend);
        }
    }

    @Nested
    class OfGuardRecords extends GuardRecordsContract {
        OfGuardRecords() {
            super(backend);
        }
    }

    @Nested
    class OfCommits extends CommitContract {
        OfCommits() {
            super(backend);
        }
    }
}
