// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

import im.wardroom.server.extension.AccountContext;
import im.wardroom.server.extension.RequestFailure;
import im.wardroom.server.extension.Slots;
import im.wardroom.store.MessageLog;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a feature may do while it answers one request. Belongs to the account.
final class RequestContext extends View implements AccountContext {

    private final Iq request;
    private final @Nullable Device device;

    RequestContext(Insides insides, Iq request, @Nullable Device device) {
        super(insides);
        this.request = request;
        this.device = device;
    }

    @Override
    public Iq request() {
        return request;
    }

    @Override
    public @Nullable DeviceView device() {
        return device;
    }

    @Override
    public Jid sender() {
        return Objects.requireNonNull(request.from());
    }

    @Override
    public @Nullable Slots asker() {
        return device == null ? null : device.slots();
    }

    @Override
    public boolean isOwner() {
        return sender().bare().equals(owner());
    }

    @Override
    public boolean isTrusted() {
        return isOwner()
                || insides().roster().findOrNone(sender().bare()).subscription().from();
    }

    @Override
    public <T extends @Nullable Object> void await(CompletableFuture<T> result, Consumer<T> continuation) {
        effects()
                .add(new Effect.Await(result.handle((value, error) -> () -> guarded(() -> {
                    if (error != null) {
                        fail(RequestFailure.errorOf(error));
                    } else {
                        continuation.accept(value);
                    }
                }))));
    }

    @Override
    public void reply(@Nullable Element payload) {
        respond(request.result(payload));
    }

    @Override
    public void fail(StanzaError error) {
        Stanza reply = request.errorReply(error);
        if (reply != null) {
            respond(reply);
        }
    }

    @Override
    public String archiveId(long number) {
        return insides().environment().ids().id(insides().id(), number);
    }

    @Override
    public OptionalLong archiveNumber(String id) {
        return insides().environment().ids().number(insides().id(), id);
    }

    @Override
    public <T> void readLog(Function<MessageLog, T> query, Consumer<T> continuation) {
        effects()
                .add(new Effect.ReadLog<>(
                        query, found -> guarded(() -> continuation.accept(found)), this::readingFailed));
    }

    @Override
    void readingFailed() {
        fail(StanzaError.of(Condition.RESOURCE_CONSTRAINT));
    }

    @Override
    void refused(StanzaException refusal) {
        fail(refusal.error());
    }

    @Override
    public void send(Message message) {
        respond(message);
    }

    private void respond(Stanza reply) {
        if (device == null) {
            effects().route(reply);
        } else {
            effects().sendAsIs(device, reply);
        }
    }

    @Override
    public void push(Element payload, Predicate<? super DeviceView> which) {
        String id = Objects.requireNonNullElse(request.id(), "push");
        for (Device target : insides().devices().where(which::test)) {
            effects().sendAsIs(target, Iq.set("push-" + id, null, target.jid(), payload));
        }
    }

    @Override
    public void showPresence(BareJid contact, boolean available) {
        if (!insides().roster().findOrNone(contact).subscription().from()) {
            return;
        }
        if (available) {
            insides().presences().showAll(contact);
        } else {
            insides().presences().hideAll(contact);
        }
    }
}
