// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.Change;
import im.wardroom.store.Device;
import im.wardroom.store.Devices;
import im.wardroom.xmpp.address.BareJid;
import java.net.InetAddress;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where each account signed in from, as far back as the newest few.
final class DeviceTable implements Devices {

    private static final int KEPT = 20;
    private static final String NO_ID = "";

    private final Readers readers;

    DeviceTable(Readers readers) {
        this.readers = readers;
    }

    @Override
    public List<Device> of(BareJid owner) {
        return readers.read(sql -> sql.list("""
                SELECT * FROM device WHERE account = (SELECT id FROM account WHERE jid = ?)
                ORDER BY last_seen DESC, device""", DeviceTable::device, owner));
    }

    private static Device device(Row row) throws SQLException {
        String id = row.text("device");
        return new Device(
                id.equals(NO_ID) ? null : id,
                row.textOrNull("software"),
                row.textOrNull("name"),
                row.instant("last_seen"));
    }

    @Override
    public boolean isKnown(BareJid owner, @Nullable String device, InetAddress address) {
        return readers.read(sql -> sql.first(
                        """
                        SELECT a.id FROM account a WHERE a.jid = ? AND (
                          EXISTS (SELECT 1 FROM device d WHERE d.account = a.id AND d.device = ? AND d.device <> '')
                          OR EXISTS (SELECT 1 FROM device_address f WHERE f.account = a.id AND f.address = ?))""",
                        row -> row.number("id"),
                        owner,
                        Objects.requireNonNullElse(device, NO_ID),
                        address.getAddress())
                .isPresent());
    }

    // Nearly always the device and its address are known: then two updates are all.
    static void saw(Sql sql, Change.SawDevice change) throws SQLException {
        long account = AccountTable.id(sql, change.owner());
        Device device = change.device();
        String id = Objects.requireNonNullElse(device.id(), NO_ID);
        byte[] address = change.address().getAddress();
        Instant seen = device.lastSeen();
        int devices = sql.update(
                "UPDATE device SET software = ?, name = ?, last_seen = ? WHERE account = ? AND device = ?",
                device.software(),
                device.name(),
                seen,
                account,
                id);
        if (devices == 0) {
            sql.update(
                    "INSERT INTO device (account, device, software, name, last_seen) VALUES (?, ?, ?, ?, ?)",
                    account,
                    id,
                    device.software(),
                    device.name(),
                    seen);
            forgetOldestDevices(sql, account);
        }
        int addresses = sql.update(
                "UPDATE device_address SET last_seen = ? WHERE account = ? AND address = ?", seen, account, address);
        if (addresses == 0) {
            sql.update(
                    "INSERT INTO device_address (account, address, last_seen) VALUES (?, ?, ?)",
                    account,
                    address,
                    seen);
            forgetOldestAddresses(sql, account);
        }
    }

    private static void forgetOldestDevices(Sql sql, long account) throws SQLException {
        sql.update("""
                DELETE FROM device WHERE account = ? AND device NOT IN
                  (SELECT device FROM device WHERE account = ? ORDER BY last_seen DESC, device LIMIT ?)""", account, account, KEPT);
    }

    private static void forgetOldestAddresses(Sql sql, long account) throws SQLException {
        sql.update("""
                DELETE FROM device_address WHERE account = ? AND address NOT IN
                  (SELECT address FROM device_address WHERE account = ? ORDER BY last_seen DESC, address LIMIT ?)""", account, account, KEPT);
    }
}
