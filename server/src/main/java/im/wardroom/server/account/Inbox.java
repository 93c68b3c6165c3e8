// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

import im.wardroom.store.Accounts;
import im.wardroom.store.Change;
import im.wardroom.store.MessageLog;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.StreamError;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/// The account's message log and its cursor: what is beyond the cursor has not reached any device.
/// Belongs to the account.
final class Inbox {

    /// Messages of one read from the log.
    static final int PAGE = 100;

    /// Bytes of messages after which a device has to take what it was sent before it gets more.
    private static final int PAGE_BYTES = 128 * 1024;

    /// Numbers that may be given in a row before one of them is on disk.
    private static final int UNKEPT = 1_000;

    /// Reports that a full log still takes.
    private static final int REPORTS = 1_000;

    /// A clock that ran ahead by more than this was wrong: the log's time goes back with it.
    private static final Duration TOLERATED_LEAD = Duration.ofHours(1);

    private final BareJid owner;
    private final Devices devices;
    private final Effects effects;
    private final Environment environment;
    private final BiFunction<Device, MessageLog.Entry, Message> replayed;
    private final Settled settled = new Settled();
    private long cursor;
    private long last;

    /// The highest number of a message for the owner; those above were skipped, or are of messages of the owner.
    private long lastReceived;

    private long lastKept = Long.MIN_VALUE / 2;
    private Instant lastArrival;

    /// @param replayed what a device gets for an entry of the log
    Inbox(
            Accounts.State state,
            Devices devices,
            Effects effects,
            Environment environment,
            BiFunction<Device, MessageLog.Entry, Message> replayed) {
        this.owner = state.account().jid();
        this.devices = devices;
        this.effects = effects;
        this.environment = environment;
        this.cursor = state.cursor();
        this.last = state.lastSeq();
        this.lastReceived = state.waiting().isEmpty() ? cursor : state.waiting().getLast();
        settleGaps(state.waiting());
        skipUnkept();
        this.lastArrival = state.lastArrival();
        this.replayed = replayed;
    }

    /// Numbers between the waiting messages are the owner's own messages, or were skipped or never kept.
    private void settleGaps(List<Long> waiting) {
        long next = cursor + 1;
        for (long number : waiting) {
            settled.add(next, number - 1);
            next = number + 1;
        }
        settled.add(next, last);
        cursor = settled.passFrom(cursor);
    }

    /// A life of the server before this one may have given these numbers to messages that a crash has erased. A client
    /// that sees a number again takes the message for one that it has.
    private void skipUnkept() {
        if (last == 0) {
            return;
        }
        settled.add(last + 1, last + UNKEPT);
        last += UNKEPT;
        cursor = settled.passFrom(cursor);
    }

    boolean isFull() {
        return waiting() >= environment.limits().storedMessages();
    }

    /// As above, for reports of what could not be delivered: whose log is full must hear of that.
    boolean isFullOfReports() {
        return waiting() >= (long) environment.limits().storedMessages() + REPORTS;
    }

    private long waiting() {
        return last - cursor - settled.size();
    }

    long last() {
        return last;
    }

    /// The next entry of the log. Its time does not run back, so that an archive can be searched by time.
    MessageLog.Entry next(MessageLog.Direction direction, boolean archived, Jid peer, Message message) {
        Instant now = environment.clock().instant();
        if (now.isAfter(lastArrival) || now.plus(TOLERATED_LEAD).isBefore(lastArrival)) {
            lastArrival = now;
        }
        last++;
        if (direction == MessageLog.Direction.RECEIVED) {
            lastReceived = last;
        }
        return new MessageLog.Entry(
                last,
                lastArrival,
                direction,
                archived,
                peer,
                message.id(),
                message.element().toBytes());
    }

    /// A message that nobody was promised and that each of its receivers gets at once is kept a moment later, and not
    /// at all if they have it by then.
    void keep(MessageLog.Entry entry, List<Device> receivers, boolean promised) {
        Change append = new Change.AppendMessage(owner, entry);
        if (promised
                || entry.archived()
                || receivers.isEmpty()
                || entry.seq() - lastKept > UNKEPT
                || isAnyoneBehind()) {
            lastKept = entry.seq();
            effects.keep(append);
        } else {
            effects.add(new Effect.KeepLazily(append));
        }
    }

    /// Somebody may be sent something a second time, from the log.
    private boolean isAnyoneBehind() {
        for (Device device : devices.all()) {
            if (device.isReplaying() || device.stream() != null) {
                return true;
            }
        }
        return false;
    }

    /// What the owner sent waits for nobody.
    void sent(long number) {
        long before = cursor;
        settle(number);
        advance(before);
    }

    /// Hands a message that was just logged to those devices that are not busy with older ones. Those that are look
    /// again once this one is on disk: what they read before may have been read without it.
    void deliver(Message message, long number, List<Device> receivers) {
        for (Device device : receivers) {
            if (device.isReplaying()) {
                effects.add(new Effect.Then(() -> replay(device)));
            } else {
                hold(device, message, number);
            }
        }
    }

    private void hold(Device device, Message message, long number) {
        device.held().add(number);
        effects.sendLogged(device, message, number);
    }

    /// Feeds the device what is beyond the cursor and not with another device, page by page. One that is being fed
    /// already begins again when it is through: something before may have become free.
    void replay(Device device) {
        if (device.isReplaying()) {
            device.replayAgain(true);
        } else if (device.takesMessages() && hasBacklog()) {
            device.replayAfter(cursor);
            readPage(device);
        }
    }

    /// Something is neither settled nor on its way to a device.
    private boolean hasBacklog() {
        Set<Long> underWay = new HashSet<>();
        for (Device device : devices.all()) {
            for (long number : device.held()) {
                if (number > cursor && !settled.contains(number)) {
                    underWay.add(number);
                }
            }
        }
        return last - cursor - settled.size() > underWay.size();
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
        long after = device.replayAfter();
        effects.add(new Effect.ReadLog<>(
                log -> log.read(owner, after, PAGE), page -> replay(device, page), () -> unreadable(device)));
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
        if (page.isEmpty() || device.replayAfter() >= lastReceived) {
            device.replayAfter(-1);
            if (device.replayAgain()) {
                device.replayAgain(false);
                replay(device);
            }
        } else if (bytes == 0) {
            readPage(device);
        }
    }

    /// Its messages cannot be read now: it comes again for them.
    private void unreadable(Device device) {
        if (device.isReplaying()) {
            effects.add(new Effect.EndSession(
                    device.session(),
                    StreamError.of(
                            StreamError.Condition.INTERNAL_SERVER_ERROR,
                            "The server could not read your messages; try again later.")));
        }
    }

    private boolean isOpen(long number) {
        return number > cursor && !settled.contains(number) && !isWithDevice(number);
    }

    /// The device has these. Copies of what is another one's to have settle nothing.
    void settle(Device device, List<Long> numbers) {
        long before = cursor;
        for (long number : numbers) {
            if (device.held().remove(number)) {
                settle(number);
            }
        }
        advance(before);
        if (device.isReplaying() && device.held().isEmpty()) {
            readPage(device);
        }
    }

    private void settle(long number) {
        if (number == cursor + 1) {
            cursor = number;
        } else if (number > cursor) {
            settled.add(number);
        }
    }

    /// Moves the cursor over what is settled without a gap.
    private void advance(long before) {
        cursor = settled.passFrom(cursor);
        if (cursor > before) {
            effects.add(new Effect.KeepLazily(new Change.MoveCursor(owner, cursor)));
        }
    }

    /// A device is gone, with what it held or was to be fed; true if something is with nobody now.
    boolean release(Device gone) {
        return gone.isReplaying() || gone.held().stream().anyMatch(this::isOpen);
    }
}
