// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.stream;

import im.wardroom.server.account.Command;
import im.wardroom.server.account.RestoredStream;
import im.wardroom.server.authentication.UserAgent;
import im.wardroom.server.delivery.Receipt;
import im.wardroom.server.session.Resumptions;
import im.wardroom.server.session.Session;
import im.wardroom.server.session.SessionServices;
import im.wardroom.server.session.StreamManagement;
import im.wardroom.store.StreamKey;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Resource;
import im.wardroom.xmpp.xml.Element;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The last step of signing in, shared by both ways there: a new session, or one that is resumed.
final class SignIn {

    private static final int RESOURCE_BYTES = 9;

    private final ClientStream stream;
    private final BareJid account;
    private final UserAgent agent;

    SignIn(ClientStream stream, BareJid account, UserAgent agent) {
        this.stream = stream;
        this.account = account;
        this.agent = agent;
    }

    /// A resource that nobody can guess, or, for a client with an id, one that stays the same (XEP-0386 §5.2).
    Resource resource(@Nullable String tag) {
        byte[] bytes = new byte[RESOURCE_BYTES];
        String id = agent.id();
        if (id == null) {
            stream.services().random().nextBytes(bytes);
        } else {
            System.arraycopy(sha256(account + "\0" + id), 0, bytes, 0, bytes.length);
        }
        String unique = Base64.getUrlEncoder().encodeToString(bytes);
        return new Resource(tag == null ? unique : tag + '.' + unique);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A session that is not part of the account yet.
    Session session(Resource resource) {
        SessionServices services = stream.services().sessions();
        return new Session(
                services.directory().nextId(),
                account.with(resource),
                stream.language(),
                stream.connection(),
                services);
    }

    /// Makes the session part of the account; `bound` answers the client before anything else reaches it.
    void bind(Session session, List<Element> requests, Runnable bound) {
        SessionServices services = stream.services().sessions();
        services.directory().add(session);
        stream.enter(new Established(stream.connection(), session));
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        Runnable taken = () -> {
            session.activate();
            done.complete(true);
        };
        services.accounts()
                .tell(
                        account,
                        new Command.Bind(session.id(), session.jid().resource(), requests, session.key(), taken),
                        Receipt.NONE);
        stream.await(done, ok -> bound.run());
    }

    /// Resumes a session of the account (XEP-0198 §5).
    ///
    /// @param resumed writes the answer; runs before what the client missed is sent
    /// @param afterwards runs on the stream's loop once the session is here
    /// @param failed takes the answer if there is no such session (any more)
    void resume(Element request, Consumer<Element> resumed, Runnable afterwards, Consumer<Element> failed) {
        Optional<Session> found =
                stream.services().sessions().resumptions().find(request.attribute("previd", ""), account);
        if (found.isEmpty()) {
            restore(request, resumed, afterwards, failed);
            return;
        }
        Session session = found.get();
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        session.resume(
                stream.connection(),
                request.attribute("h", ""),
                element -> {
                    resumed.accept(element);
                    done.complete(true);
                },
                () -> done.complete(false));
        done.thenAccept(ok -> stream.connection().loop().run(() -> {
            if (ok && stream.hasEnded()) {
                session.disconnected(stream.connection());
            }
        }));
        stream.await(done, ok -> {
            if (ok) {
                stream.enter(new Established(stream.connection(), session));
                afterwards.run();
            } else {
                failed.accept(StreamManagement.failed("item-not-found"));
            }
        });
    }

    /// Resumes a stream of an earlier life of the server.
    private void restore(Element request, Consumer<Element> resumed, Runnable afterwards, Consumer<Element> failed) {
        SessionServices services = stream.services().sessions();
        String secret = request.attribute("previd", "");
        if (!services.resumptions().mayBeEarlier(secret)) {
            failed.accept(StreamManagement.failed("item-not-found"));
            return;
        }
        String h = request.attribute("h", "");
        StreamKey key = Resumptions.key(secret);
        stream.await(() -> services.accounts().restorable(account, key), found -> {
            // Whoever claims too much learns it before anything is claimed in the server.
            Optional<RestoredStream> known =
                    found.map(kept -> kept.acknowledgedTo(StreamManagement.acknowledged(kept.progress(), h)));
            known.filter(kept -> services.resumptions().claim(key))
                    .ifPresentOrElse(
                            kept -> restore(secret, kept, resumed, afterwards),
                            () -> failed.accept(StreamManagement.failed("item-not-found")));
        });
    }

    private void restore(String secret, RestoredStream restored, Consumer<Element> resumed, Runnable afterwards) {
        SessionServices services = stream.services().sessions();
        Session session = session(restored.progress().stream().resource());
        session.continueAs(secret, restored);
        services.directory().add(session);
        stream.enter(new Established(stream.connection(), session));
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        Runnable taken = () -> {
            session.restored(resumed);
            done.complete(true);
        };
        services.accounts().tell(account, new Command.Restore(session.id(), restored, taken), Receipt.NONE);
        stream.await(done, ok -> afterwards.run());
    }
}
