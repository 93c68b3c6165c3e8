// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.Change;
import java.sql.SQLException;

/// Finds the table for each change.
final class Changes {

    private Changes() {}

    /// May block.
    static void apply(Sql sql, Change change) throws SQLException {
        switch (change) {
            case Change.CreateAccount create -> AccountTable.create(sql, create);
            case Change.RemoveAccount remove -> AccountTable.remove(sql, remove);
            case Change.SetEnabled set -> AccountTable.setEnabled(sql, set);
            case Change.SetKeys set -> CredentialTable.set(sql, set);
            case Change.PutRosterItem put -> RosterTable.put(sql, put);
            case Change.RemoveRosterItem remove -> RosterTable.remove(sql, remove);
            case Change.PutRequest put -> RequestTable.put(sql, put);
            case Change.RemoveRequest remove -> RequestTable.remove(sql, remove);
            case Change.AppendMessage append -> MessageTable.append(sql, append);
            case Change.MoveCursor move -> MessageTable.moveCursor(sql, move);
            case Change.ReplaceMessage replace -> MessageTable.replace(sql, replace);
            case Change.SupersedeMessage supersede -> MessageTable.supersede(sql, supersede);
            case Change.PruneMessages prune -> MessageTable.prune(sql, prune);
            case Change.SetHold set -> AccountTable.setHold(sql, set);
            case Change.PutStream put -> StreamTable.put(sql, put);
            case Change.PutStreamState put -> StreamTable.putState(sql, put);
            case Change.Handled handled -> StreamTable.handled(sql, handled);
            case Change.Sent sent -> StreamTable.sent(sql, sent);
            case Change.Confirm confirm -> StreamTable.confirm(sql, confirm);
            case Change.RemoveStream remove -> StreamTable.remove(sql, remove);
            case Change.PutDocument put -> DocumentTable.put(sql, put);
            case Change.RemoveDocument remove -> DocumentTable.remove(sql, remove);
            case Change.PutNode put -> NodeTable.put(sql, put);
            case Change.RemoveNode remove -> NodeTable.remove(sql, remove);
            case Change.PutAffiliation put -> NodeTable.put(sql, put);
            case Change.PutSubscription put -> NodeTable.put(sql, put);
            case Change.PutItem put -> ItemTable.put(sql, put);
            case Change.RemoveItem remove -> ItemTable.remove(sql, remove);
            case Change.RemoveItems remove -> ItemTable.remove(sql, remove);
            case Change.PutToken put -> TokenTable.put(sql, put);
            case Change.RemoveTokens remove -> TokenTable.remove(sql, remove);
            case Change.SawDevice saw -> DeviceTable.saw(sql, saw);
            case Change.PutInvitation put -> InvitationTable.put(sql, put);
            case Change.UseInvitation use -> InvitationTable.use(sql, use);
            case Change.RemoveInvitation remove -> InvitationTable.remove(sql, remove);
            case Change.PutUpload put -> UploadTable.put(sql, put);
            case Change.CompleteUpload complete -> UploadTable.complete(sql, complete);
            case Change.RemoveUpload remove -> UploadTable.remove(sql, remove);
            case Change.PurgeExpired purge -> {
                TokenTable.purge(sql, purge);
                InvitationTable.purge(sql, purge);
            }
            case Change.AppendAudit append -> AuditTable.append(sql, append);
            case Change.PutAuditHead put -> AuditTable.put(sql, put);
            case Change.PutSetting put -> SettingTable.put(sql, put);
            case Change.PutGuardRecord put -> GuardTable.put(sql, put);
            case Change.RemoveGuardRecord remove -> GuardTable.remove(sql, remove);
            case Change.PruneGuardRecords prune -> GuardTable.prune(sql, prune);
        }
    }
}
