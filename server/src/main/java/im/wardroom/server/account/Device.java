// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

import im.wardroom.server.extension.AccountContext;
import im.wardroom.server.extension.Hooks.Gate;
import im.wardroom.server.extension.Slot;
import im.wardroom.server.extension.Slots;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Presence;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A connected resource as its account sees it. Belongs to the account.
final class Device implements AccountContext.DeviceView {

    /// Directed presence to more addresses than this is not remembered, and so refused.
    static final int MAX_DIRECTED = 1000;

    private final SessionId session;
    private final FullJid jid;
    private final Slots slots = new Slots();
    private final Set<Long> held = new HashSet<>(4);
    private final Set<Jid> directed = new LinkedHashSet<>();
    private @Nullable Presence presence;
    private int priority;
    private boolean interested;
    private final Gates gates;
    private long replayAfter = -1;
    private boolean replayAgain;
    private @Nullable DeviceStream stream;
    private @Nullable Questions questions;
    private boolean connected = true;

    Device(SessionId session, FullJid jid, List<Gate> gates) {
        this.session = session;
        this.jid = jid;
        this.gates = new Gates(gates, slots);
    }

    SessionId session() {
        return session;
    }

    @Override
    public FullJid jid() {
        return jid;
    }

    @Override
    public @Nullable Presence presence() {
        return presence;
    }

    @Override
    public boolean isConnected() {
        return connected;
    }

    void connected(boolean up) {
        connected = up;
    }

    boolean isAvailable() {
        return presence != null;
    }

    /// Available and not negative: gets what is sent to the bare JID (RFC 6121 §8.5.2).
    boolean takesMessages() {
        return presence != null && priority >= 0;
    }

    void available(Presence changed, int changedPriority) {
        presence = changed;
        priority = changedPriority;
    }

    void unavailable() {
        presence = null;
        priority = 0;
        replayAfter = -1;
    }

    /// Addresses that were sent directed presence (RFC 6121 §4.6).
    Set<Jid> directed() {
        return directed;
    }

    /// It asked for the roster and gets pushes (RFC 6121 §2.1.6).
    boolean isInterested() {
        return interested;
    }

    void interested() {
        interested = true;
    }

    /// Numbers of logged messages that were sent to it and that it does not have for certain.
    Set<Long> held() {
        return held;
    }

    /// While this is set, the device is fed from the log, and live messages wait for their turn there.
    boolean isReplaying() {
        return replayAfter >= 0;
    }

    boolean replayAgain() {
        return replayAgain;
    }

    void replayAgain(boolean again) {
        replayAgain = again;
    }

    long replayAfter() {
        return replayAfter;
    }

    void replayAfter(long number) {
        replayAfter = number;
    }

    /// Holds back what the client does not want now.
    Gates gates() {
        return gates;
    }

    Slots slots() {
        return slots;
    }

    /// Null unless the client may resume its stream.
    @Nullable
    DeviceStream stream() {
        return stream;
    }

    void stream(DeviceStream resumable) {
        stream = resumable;
    }

    /// What it was asked; most devices never are.
    Questions questions() {
        Questions asked = questions;
        if (asked == null) {
            asked = new Questions();
            questions = asked;
        }
        return asked;
    }

    boolean wasAsked() {
        return questions != null;
    }

    @Override
    public <T> T get(Slot<T> slot) {
        return slots.get(slot);
    }

    @Override
    public <T> void set(Slot<T> slot, T value) {
        slots.set(slot, value);
    }
}
