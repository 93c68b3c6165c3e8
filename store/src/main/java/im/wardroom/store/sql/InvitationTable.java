// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.Change;
import im.wardroom.store.Invitation;
import im.wardroom.store.Invitations;
import im.wardroom.store.StoreException;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.address.Localpart;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The invitations.
final class InvitationTable implements Invitations {

    private final Readers readers;

    InvitationTable(Readers readers) {
        this.readers = readers;
    }

    @Override
    public Optional<Invitation> find(String token) {
        return readers.read(
                sql -> sql.first("SELECT * FROM invitation WHERE token = ?", InvitationTable::invitation, token));
    }

    @Override
    public List<Invitation> all() {
        return readers.read(
                sql -> sql.list("SELECT * FROM invitation ORDER BY created, token", InvitationTable::invitation));
    }

    private static Invitation invitation(Row row) throws SQLException {
        String inviter = row.textOrNull("inviter");
        String reserved = row.textOrNull("reserved");
        return new Invitation(
                row.text("token"),
                new Domain(row.text("domain")),
                inviter == null ? null : BareJid.parse(inviter),
                reserved == null ? null : new Localpart(reserved),
                row.instant("created"),
                row.instant("expires"),
                Math.toIntExact(row.number("uses")));
    }

    static void put(Sql sql, Change.PutInvitation change) throws SQLException {
        Invitation invitation = change.invitation();
        sql.update(
                """
                INSERT INTO invitation (token, domain, inviter, reserved, created, expires, uses)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (token) DO UPDATE SET domain = excluded.domain, inviter = excluded.inviter,
                  reserved = excluded.reserved, created = excluded.created, expires = excluded.expires,
                  uses = excluded.uses""",
                invitation.token(),
                invitation.domain(),
                invitation.inviter(),
                invitation.reserved(),
                invitation.created(),
                invitation.expires(),
                invitation.uses());
    }

    static void use(Sql sql, Change.UseInvitation change) throws SQLException {
        int used = sql.update(
                "UPDATE invitation SET uses = uses - 1 WHERE token = ? AND uses > 0 AND expires > ?",
                change.token(),
                change.at());
        if (used == 0) {
            throw new StoreException.Missing("The invitation does not exist or is not valid any more.");
        }
    }

    static void remove(Sql sql, Change.RemoveInvitation change) throws SQLException {
        sql.update("DELETE FROM invitation WHERE token = ?", change.token());
    }

    static void removeOf(Sql sql, BareJid inviter) throws SQLException {
        sql.update("DELETE FROM invitation WHERE inviter = ?", inviter);
    }

    static void purge(Sql sql, Change.PurgeExpired change) throws SQLException {
        sql.update(
                "DELETE FROM invitation WHERE token IN (SELECT token FROM invitation WHERE expires <= ? LIMIT ?)",
                change.at(),
                change.limit());
    }
}
