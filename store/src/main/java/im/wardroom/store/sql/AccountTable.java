// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.Accounts;
import im.wardroom.store.Change;
import im.wardroom.store.Role;
import im.wardroom.store.StoreException;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The accounts themselves; what belongs to them is in tables of its own.
final class AccountTable implements Accounts {

    private final Readers readers;
    private final CaughtUp caughtUp;

    AccountTable(Readers readers, CaughtUp caughtUp) {
        this.readers = readers;
        this.caughtUp = caughtUp;
    }

    @Override
    public Optional<Summary> find(BareJid jid) {
        return readers.read(sql -> summary(sql, jid));
    }

    @Override
    public Optional<Credentials> credentials(BareJid jid) {
        return readers.read(sql -> {
            Optional<Summary> account = summary(sql, jid);
            return account.isEmpty()
                    ? Optional.empty()
                    : Optional.of(CredentialTable.of(sql, id(sql, jid), account.get()));
        });
    }

    @Override
    public Optional<State> load(BareJid jid, Set<String> documentNamespaces) {
        return caughtUp.read(jid, sql -> {
            Optional<Summary> account = summary(sql, jid);
            return account.isEmpty()
                    ? Optional.empty()
                    : Optional.of(state(sql, account.get(), Set.copyOf(documentNamespaces)));
        });
    }

    @Override
    public List<Summary> list(Domain domain, String after, int limit) {
        return readers.read(sql -> sql.list(
                "SELECT * FROM account WHERE domain = ? AND jid > ? ORDER BY jid LIMIT ?",
                AccountTable::summary,
                domain,
                after,
                limit));
    }

    @Override
    public long count(Domain domain) {
        return readers.read(sql -> sql.first(
                        "SELECT COUNT(*) AS total FROM account WHERE domain = ?", row -> row.number("total"), domain)
                .orElse(0L));
    }

    private static Optional<Summary> summary(Sql sql, BareJid jid) throws SQLException {
        return sql.first("SELECT * FROM account WHERE jid = ?", AccountTable::summary, jid);
    }

    private static Summary summary(Row row) throws SQLException {
        return new Summary(
                row.jid("jid"),
                Role.valueOf(row.text("role")),
                row.flag("enabled"),
                row.flag("held"),
                row.instant("created"),
                row.instant("password_changed"));
    }

    private record Numbers(long cursor, long rosterVersion) {}

    private static State state(Sql sql, Summary account, Set<String> namespaces) throws SQLException {
        long id = id(sql, account.jid());
        Numbers numbers = sql.first(
                        "SELECT message_cursor, roster_version FROM account WHERE id = ?",
                        row -> new Numbers(row.number("message_cursor"), row.number("roster_version")),
                        id)
                .orElseThrow();
        return new State(
                id,
                account,
                numbers.cursor(),
                MessageTable.last(sql, id),
                MessageTable.waiting(sql, id),
                MessageTable.lastArrival(sql, id),
                numbers.rosterVersion(),
                RosterTable.of(sql, id),
                RequestTable.of(sql, id),
                DocumentTable.of(sql, id, namespaces),
                NodeTable.of(sql, id));
    }

    /// @throws StoreException.Missing if there is no such account
    static long id(Sql sql, BareJid jid) throws SQLException {
        return sql.first("SELECT id FROM account WHERE jid = ?", row -> row.number("id"), jid)
                .orElseThrow(() -> new StoreException.Missing("There is no account " + jid + "."));
    }

    /// As above, for changes: a group of them asks for the same accounts many times.
    static long changing(Sql sql, BareJid jid) throws SQLException {
        Long known = sql.accounts().get(jid);
        if (known != null) {
            return known;
        }
        long found = id(sql, jid);
        sql.accounts().put(jid, found);
        return found;
    }

    static void create(Sql sql, Change.CreateAccount change) throws SQLException {
        int created = sql.update("""
                INSERT INTO account
                  (jid, domain, role, enabled, created, password_changed, message_cursor, held, roster_version)
                VALUES (?, ?, ?, TRUE, ?, ?, 0, FALSE, 0)
                ON CONFLICT (jid) DO NOTHING""", change.jid(), change.jid().domain(), change.role(), change.at(), change.at());
        if (created == 0) {
            throw new StoreException.Conflict("The account " + change.jid() + " exists already.");
        }
        CredentialTable.insert(sql, id(sql, change.jid()), change.keys());
    }

    static void remove(Sql sql, Change.RemoveAccount change) throws SQLException {
        if (isHeld(sql, id(sql, change.jid()))) {
            throw new StoreException.Conflict("The account " + change.jid() + " is held.");
        }
        sql.accounts().clear();
        // All the other tables follow by their foreign keys.
        sql.update("DELETE FROM account WHERE id = ?", id(sql, change.jid()));
        InvitationTable.removeOf(sql, change.jid());
    }

    static boolean isHeld(Sql sql, long account) throws SQLException {
        return sql.first("SELECT held FROM account WHERE id = ?", row -> row.flag("held"), account)
                .orElse(false);
    }

    static void setHold(Sql sql, Change.SetHold change) throws SQLException {
        sql.update("UPDATE account SET held = ? WHERE id = ?", change.held(), id(sql, change.owner()));
    }

    static void setEnabled(Sql sql, Change.SetEnabled change) throws SQLException {
        sql.update("UPDATE account SET enabled = ? WHERE id = ?", change.enabled(), id(sql, change.jid()));
    }
}
