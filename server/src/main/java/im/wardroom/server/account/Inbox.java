// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

import im.wardroom.store.Change;
import im.wardroom.store.MessageLog;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.stanza.Message;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/// The account's message log and its cursor: what is beyond the cursor has not reached any device.
/// Belongs to the account.
final class Inbox {

    /// Messages of one read from the log.
    static final int PAGE = 100;

    /// Bytes of messages after which a device has to take what it was sent before it gets more.
    private static final int PAGE_BYTES = 128 * 1024;

    /// Messages that may be settled beyond the cursor; past it the oldest is forgotten, and comes a second time.
    private static final int MAX_SETTLED = 10_000;

    private final BareJid owner;
    private final Devices devices;
    private final Effects effects;
    private final int maxStored;
    private final BiFunction<Device, MessageLog.Entry, Message> replayed;
    private final TreeSet<Long> settled = new TreeSet<>();
    private long cursor;
    private long last;

    /// @param maxStored how many messages may wait beyond the cursor
    /// @param replayed what a device gets for an entry of the log
    Inbox(
            BareJid owner,
            Devices devices,
            Effects effects,
            long cursor,
            long last,
            int maxStored,
            BiFunction<Device, MessageLog.Entry, Message> replayed) {
        this.owner = owner;
        this.devices = devices;
        this.effects = effects;
        this.cursor = cursor;
        this.last = last;
        this.maxStored = maxStored;
        this.replayed = replayed;
    }

    boolean isFull() {
        return last - cursor - settled.size() >= maxStored;
    }

    long nextNumber() {
        return last + 1;
    }

    /// Appends and hands the message to those devices that are not busy with older ones.
    void append(Message message, Instant at, List<Device> receivers) {
        long number = ++last;
        effects.keep(
                new Change.AppendMessage(owner, number, at, message.element().toBytes()));
        for (Device device : receivers) {
            if (!device.isReplaying()) {
                hold(device, message, number);
            }
        }
    }

    private void hold(Device device, Message message, long number) {
        device.held().add(number);
        effects.sendAsIs(device, message, number);
    }

    /// Feeds the device what is beyond the cursor and not with another device, page by page.
    void replay(Device device) {
        if (!device.isReplaying() && hasBacklog()) {
            device.replayAfter(cursor);
            readPage(device);
        }
    }

    /// Something is neither settled nor on its way to a device.
    private boolean hasBacklog() {
        Set<Long> underWay = new HashSet<>(settled);
        devices.all().forEach(device -> underWay.addAll(device.held()));
        return last - cursor > underWay.size();
    }

    private boolean isWithDevice(long number) {
        for (Device device : devices.all()) {
            if (device.held().contains(number)) {
                return true;
            }
        }
        return false;
    }

    private void readPage(Device device) {
        effects.add(new Effect.ReadLog(device.replayAfter(), PAGE, page -> replay(device, page)));
    }

    private void replay(Device device, List<MessageLog.Entry> page) {
        if (!device.isReplaying() || !device.takesMessages()) {
            device.replayAfter(-1);
            return;
        }
        int bytes = 0;
        for (MessageLog.Entry entry : page) {
            if (bytes >= PAGE_BYTES) {
                return;
            }
            device.replayAfter(entry.seq());
            if (isOpen(entry.seq())) {
                bytes += entry.stanza().length;
                hold(device, replayed.apply(device, entry), entry.seq());
            }
        }
        if (page.isEmpty() || device.replayAfter() >= last) {
            device.replayAfter(-1);
        } else if (bytes == 0) {
            readPage(device);
        }
    }

    private boolean isOpen(long number) {
        return number > cursor && !settled.contains(number) && !isWithDevice(number);
    }

    /// The device has these. Moves the cursor over what is settled without a gap.
    void settle(Device device, List<Long> numbers) {
        for (long number : numbers) {
            device.held().remove(number);
            if (number > cursor) {
                settled.add(number);
            }
        }
        long before = cursor;
        while (settled.remove(cursor + 1)) {
            cursor++;
        }
        if (cursor > before) {
            effects.add(new Effect.KeepLazily(new Change.MoveCursor(owner, cursor)));
        }
        while (settled.size() > MAX_SETTLED) {
            settled.pollFirst();
        }
        if (device.isReplaying() && device.held().isEmpty()) {
            readPage(device);
        }
    }

    /// A device is gone, with what it held; true if something of that is with nobody now.
    boolean release(Device gone) {
        return gone.held().stream().anyMatch(this::isOpen);
    }
}
