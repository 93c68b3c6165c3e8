// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server;

import im.wardroom.server.account.AccountLimits;
import im.wardroom.server.account.Command;
import im.wardroom.server.account.Environment;
import im.wardroom.server.delivery.Directory;
import im.wardroom.server.delivery.EntityHost;
import im.wardroom.server.delivery.Receipt;
import im.wardroom.server.extension.ArchiveIds;
import im.wardroom.server.extension.Extensions;
import im.wardroom.server.extension.Feature;
import im.wardroom.server.guarding.Guarding;
import im.wardroom.server.routing.Router;
import im.wardroom.server.session.Resumptions;
import im.wardroom.server.session.Session;
import im.wardroom.server.session.SessionOptions;
import im.wardroom.server.session.SessionServices;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.address.Resource;
import im.wardroom.xmpp.xml.Element;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/// Sessions, router and accounts without streams: everything on one loop, one step after the other, over a store whose
/// commits the test decides on.
public final class Kernel {

    private static final Domain DOMAIN = new Domain("capulet.example");

    private final StepLoop loop = new StepLoop();
    private final HeldStore store = new HeldStore();
    private final SessionServices services;

    public Kernel(Feature... features) {
        Extensions extensions = new Extensions(List.of(features));
        Clock clock = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
        Environment environment =
                new Environment(Set.of(DOMAIN), extensions, AccountLimits.DEFAULT, new ArchiveIds(new byte[32]), clock);
        Directory directory = new Directory();
        EntityHost accounts = new EntityHost(store, environment, directory, List.of(loop), loop);
        Router router = new Router(Set.of(DOMAIN), accounts, extensions);
        accounts.connect(router);
        services = new SessionServices(
                router,
                Guarding.none(clock),
                accounts,
                directory,
                new Resumptions(new SecureRandom()),
                extensions,
                SessionOptions.DEFAULT,
                clock,
                new LongAdder());
    }

    public HeldStore store() {
        return store;
    }

    /// Everything goes on for as far as it can without the disk.
    public void settle() {
        loop.settle();
    }

    /// A device that is signed in and kept, and can resume its stream. What it was sent by then is taken.
    public Client signIn(String jid) {
        return signIn(FullJid.parse(jid), true);
    }

    /// As above, but it cannot resume its stream.
    public Client signInForOnce(String jid) {
        return signIn(FullJid.parse(jid), false);
    }

    private Client signIn(FullJid jid, boolean resumable) {
        NotedConnection connection = new NotedConnection(loop);
        Session session = new Session(services.directory().nextId(), jid, null, connection, services);
        if (resumable) {
            session.prepare(Element.of("urn:xmpp:sm:3", "enable").with("resume", "true"));
        }
        services.directory().add(session);
        Resource resource = jid.resource();
        tell(jid.bare(), new Command.Bind(session.id(), resource, List.of(), session.key(), session::activate));
        settle();
        store.keepAll();
        settle();
        connection.take();
        return new Client(session, connection);
    }

    /// Nobody waits for what comes of it.
    public void tell(BareJid account, Command command) {
        services.accounts().tell(account, command, Receipt.NONE);
    }

    /// A device, with the connection that it came over.
    public final class Client {
        private final Session session;
        private final NotedConnection connection;

        private Client(Session session, NotedConnection connection) {
            this.session = session;
            this.connection = connection;
        }

        public Session session() {
            return session;
        }

        public NotedConnection connection() {
            return connection;
        }

        public void send(String xml) {
            byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
            session.receive(connection, Element.read(bytes, Namespaces.CLIENT));
            settle();
        }

        /// Available, and known to be.
        public void goOnline() {
            send("<presence/>");
            store.keepAll();
            settle();
        }

        /// What it was sent since the last call.
        public List<String> received() {
            return connection.take();
        }

        /// Comes back over another connection, having received nothing that counts.
        public NotedConnection resume() {
            NotedConnection replacement = new NotedConnection(loop);
            session.resume(replacement, "0", resumed -> replacement.write(resumed.toBytes()), replacement::close);
            settle();
            return replacement;
        }
    }
}
