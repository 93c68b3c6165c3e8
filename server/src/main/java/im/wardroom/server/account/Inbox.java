// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

import im.wardroom.store.Change;
import im.wardroom.store.MessageLog;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.stanza.Message;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiFunction;

/// The account's message log and its cursor: what is beyond the cursor has not reached any device.
/// Belongs to the account.
final class Inbox {

    /// Messages of one read from the log.
    static final int PAGE = 100;

    /// Messages that may be settled beyond the cursor; past it the oldest is forgotten, and comes a second time.
    private static final int MAX_SETTLED = 10_000;

    private final BareJid owner;
    private final Effects effects;
    private final int maxStored;
    private final BiFunction<Device, MessageLog.Entry, Message> replayed;
    private final Map<Long, Integer> held = new HashMap<>();
    private final TreeSet<Long> settled = new TreeSet<>();
    private long cursor;
    private long last;

    /// @param maxStored how many messages may wait beyond the cursor
    /// @param replayed what a device gets for an entry of the log
    Inbox(
            BareJid owner,
            Effects effects,
            long cursor,
            long last,
            int maxStored,
            BiFunction<Device, MessageLog.Entry, Message> replayed) {
        this.owner = owner;
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
    void append(Message message, Instant at, List<Device> devices) {
        long number = ++last;
        effects.keep(
                new Change.AppendMessage(owner, number, at, message.element().toBytes()));
        for (Device device : devices) {
            if (!device.isReplaying()) {
                hold(device, message, number);
            }
        }
    }

    private void hold(Device device, Message message, long number) {
        held.merge(number, 1, Integer::sum);
        effects.sendAsIs(device, message, number);
    }

    /// Feeds the device what is beyond the cursor and not with another device, page by page.
    void replay(Device device) {
        if (!device.isReplaying() && hasBacklog()) {
            device.replayAfter(cursor);
            readPage(device);
        }
    }

    private boolean hasBacklog() {
        return last - cursor > settled.size() + held.size();
    }

    private void readPage(Device device) {
        effects.add(new Effect.ReadLog(device.replayAfter(), PAGE, page -> replay(device, page)));
    }

    private void replay(Device device, List<MessageLog.Entry> page) {
        if (!device.isReplaying() || !device.takesMessages()) {
            device.replayAfter(-1);
            return;
        }
        boolean sent = false;
        for (MessageLog.Entry entry : page) {
            device.replayAfter(entry.seq());
            if (entry.seq() > cursor && !held.containsKey(entry.seq()) && !settled.contains(entry.seq())) {
                hold(device, replayed.apply(device, entry), entry.seq());
                sent = true;
            }
        }
        if (page.isEmpty() || device.replayAfter() >= last) {
            device.replayAfter(-1);
        } else if (!sent) {
            readPage(device);
        }
    }

    /// The device has these. Moves the cursor over what is settled without a gap.
    void settle(Device device, List<Long> numbers) {
        for (long number : numbers) {
            held.remove(number);
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
        if (device.isReplaying() && held.isEmpty()) {
            readPage(device);
        }
    }

    /// A device went without these; true if some are with nobody now.
    boolean release(List<Long> numbers) {
        boolean orphaned = false;
        for (long number : numbers) {
            Integer holders = held.computeIfPresent(number, (n, count) -> count > 1 ? count - 1 : null);
            orphaned |= holders == null && number > cursor && !settled.contains(number);
        }
        return orphaned;
    }
}
