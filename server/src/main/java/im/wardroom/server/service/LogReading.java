// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.service;

import im.wardroom.server.extension.LogContext;
import im.wardroom.server.extension.Slots;
import im.wardroom.store.MessageLog;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One request to the log of an entity. Belongs to the entity.
record LogReading(Resident entity, Iq request, @Nullable Slots asker) implements LogContext {

    @Override
    public BareJid owner() {
        return entity.address();
    }

    @Override
    public Jid sender() {
        return Objects.requireNonNull(request.from());
    }

    @Override
    public String archiveId(long number) {
        return entity.archiveId(number);
    }

    @Override
    public OptionalLong archiveNumber(String id) {
        return entity.archiveNumber(id);
    }

    @Override
    public <T> void readLog(Function<MessageLog, T> query, Consumer<T> continuation) {
        entity.readLog(query, found -> guarded(() -> continuation.accept(found)), this::readingFailed);
    }

    private void readingFailed() {
        fail(StanzaError.of(Condition.RESOURCE_CONSTRAINT));
    }

    private void guarded(Runnable continuation) {
        try {
            continuation.run();
        } catch (StanzaException e) {
            fail(e.error());
        }
    }

    @Override
    public void send(Message message) {
        entity.send(message);
    }

    @Override
    public void reply(@Nullable Element payload) {
        entity.send(request.result(payload));
    }

    @Override
    public void fail(StanzaError error) {
        entity.refuse(request, error);
    }
}
