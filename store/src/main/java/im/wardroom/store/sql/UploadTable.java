// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.Change;
import im.wardroom.store.StoreException;
import im.wardroom.store.Upload;
import im.wardroom.store.Uploads;
import im.wardroom.xmpp.address.BareJid;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known of uploaded files.
final class UploadTable implements Uploads {

    private static final String WITH_OWNER =
            "SELECT upload.*, account.jid AS owner FROM upload LEFT JOIN account ON account.id = upload.account ";

    private final Readers readers;

    UploadTable(Readers readers) {
        this.readers = readers;
    }

    @Override
    public Optional<Upload> find(String id) {
        return readers.read(sql -> sql.first(WITH_OWNER + "WHERE upload.id = ?", UploadTable::upload, id));
    }

    @Override
    public Usage usage(BareJid owner) {
        return readers.read(sql -> usage(sql, AccountTable.id(sql, owner)));
    }

    private static Usage usage(Sql sql, long account) throws SQLException {
        return sql.first(
                        "SELECT COALESCE(SUM(size), 0) AS bytes, COUNT(*) AS files FROM upload WHERE account = ?",
                        row -> new Usage(row.number("bytes"), row.number("files")),
                        account)
                .orElseThrow();
    }

    @Override
    public List<Upload> of(BareJid owner, int limit) {
        return readers.read(sql -> sql.list(
                WITH_OWNER + "WHERE account.jid = ? ORDER BY upload.created DESC, upload.id LIMIT ?",
                UploadTable::upload,
                owner,
                limit));
    }

    @Override
    public List<Upload> outlived(Instant now, Instant slots, @Nullable Instant oldest, int limit) {
        return readers.read(sql -> sql.list(
                WITH_OWNER + """
                WHERE upload.account IS NULL
                  OR upload.sha256 IS NULL AND upload.created < ?
                  OR upload.sha256 IS NOT NULL AND NOT account.held
                    AND (upload.expires <= ? OR upload.purpose <> ? AND upload.created < ?)
                ORDER BY upload.created, upload.id LIMIT ?""",
                UploadTable::upload,
                slots,
                now,
                Upload.Purpose.PROFILE,
                oldest == null ? Instant.EPOCH : oldest,
                limit));
    }

    private static Upload upload(Row row) throws SQLException {
        String owner = row.textOrNull("owner");
        long expires = row.number("expires");
        byte[] sha256 = row.bytes("sha256");
        return new Upload(
                row.text("id"),
                owner == null ? null : BareJid.parse(owner),
                row.text("name"),
                row.text("type"),
                row.number("size"),
                Upload.Purpose.valueOf(row.text("purpose")),
                row.instant("created"),
                expires == 0 ? null : Instant.ofEpochMilli(expires),
                sha256.length == 0 ? null : sha256);
    }

    static void put(Sql sql, Change.PutUpload change) throws SQLException {
        Upload upload = change.upload();
        BareJid owner = upload.owner();
        if (owner == null) {
            throw new StoreException.Missing("Nobody owns the upload.");
        }
        long account = AccountTable.changing(sql, owner);
        Usage usage = usage(sql, account);
        if (usage.files() >= change.maxFiles() || usage.bytes() > change.maxBytes() - upload.size()) {
            throw new StoreException.Full("The account keeps too much already.");
        }
        int added = sql.update(
                """
                INSERT INTO upload (id, account, name, type, size, purpose, created, expires, sha256)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO NOTHING""",
                upload.id(),
                account,
                upload.name(),
                upload.type(),
                upload.size(),
                upload.purpose(),
                upload.created(),
                upload.expires(),
                upload.sha256());
        if (added == 0) {
            throw new StoreException.Conflict("The id is taken.");
        }
    }

    static void complete(Sql sql, Change.CompleteUpload change) throws SQLException {
        int completed = sql.update(
                "UPDATE upload SET sha256 = ? WHERE id = ? AND sha256 IS NULL", change.sha256(), change.id());
        if (completed == 0) {
            throw new StoreException.Missing("No room was given for the upload, or it was there already.");
        }
    }

    static void remove(Sql sql, Change.RemoveUpload change) throws SQLException {
        sql.update("DELETE FROM upload WHERE id = ?", change.id());
    }
}
