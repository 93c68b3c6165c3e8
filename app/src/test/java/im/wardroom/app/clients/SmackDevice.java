// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jivesoftware.smack.ConnectionConfiguration;
import org.jivesoftware.smack.filter.StanzaTypeFilter;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smack.packet.Stanza;
import org.jivesoftware.smack.roster.Roster;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.jivesoftware.smackx.ping.PingManager;
import org.jspecify.annotations.Nullable;
import org.jxmpp.jid.EntityBareJid;
import org.jxmpp.jid.impl.JidCreate;

/// An unmodified Smack that trusts the server's own authority and nobody else. Belongs to the test's thread.
final class SmackDevice implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 20;

    private final XMPPTCPConnection connection;
    private final EntityBareJid jid;
    private final BlockingQueue<Stanza> arrived = new LinkedBlockingQueue<>();
    private volatile @Nullable String tls;

    /// Not connected yet.
    SmackDevice(StartedProgram program, Person person, String resource, ConnectionConfiguration.SecurityMode security)
            throws Exception {
        boolean direct = security == ConnectionConfiguration.SecurityMode.disabled;
        jid = JidCreate.entityBareFrom(person.jid());
        XMPPTCPConnectionConfiguration.Builder configuration = XMPPTCPConnectionConfiguration.builder()
                .setXmppDomain(Person.DOMAIN)
                .setHostAddress(InetAddress.getLoopbackAddress())
                .setPort(direct ? program.directTlsPort() : program.startTlsPort())
                .setUsernameAndPassword(person.name(), person.password())
                .setResource(resource)
                .setSecurityMode(security)
                .setCustomX509TrustManager(trusting(program.authority()))
                .setHostnameVerifier(this::verify)
                .setSendPresence(false);
        connection = new XMPPTCPConnection(configuration.build());
        connection.setUseStreamManagement(true);
        connection.setUseStreamManagementResumption(true);
        connection.addSyncStanzaListener(arrived::add, StanzaTypeFilter.MESSAGE);
        connection.addSyncStanzaListener(arrived::add, StanzaTypeFilter.PRESENCE);
        roster().setSubscriptionMode(Roster.SubscriptionMode.manual);
    }

    /// Connected, signed in, and available.
    static SmackDevice signIn(StartedProgram program, Person person, String resource) throws Exception {
        var required = ConnectionConfiguration.SecurityMode.required;
        SmackDevice device = new SmackDevice(program, person, resource, required);
        device.connect();
        device.appear();
        return device;
    }

    private static X509TrustManager trusting(Path authority) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(authority)) {
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }

    /// Smack without its Android or Java 7 parts leaves this to its user.
    private boolean verify(String host, SSLSession session) {
        tls = session.getProtocol();
        try {
            var names = ((X509Certificate) session.getPeerCertificates()[0]).getSubjectAlternativeNames();
            return names != null && names.stream().anyMatch(name -> name.equals(List.of(2, host)));
        } catch (SSLPeerUnverifiedException | CertificateParsingException e) {
            return false;
        }
    }

    /// Also after the connection was lost.
    void connect() throws Exception {
        connection.connect();
        connection.login();
    }

    /// Available, and known to the server as such: presence to oneself comes back.
    void appear() throws Exception {
        connection.sendStanza(
                connection.getStanzaFactory().buildPresenceStanza().build());
        presence(presence -> presence.isAvailable() && presence.getFrom().equals((Object) connection.getUser()));
    }

    @Nullable
    String tls() {
        return tls;
    }

    XMPPTCPConnection connection() {
        return connection;
    }

    EntityBareJid jid() {
        return jid;
    }

    Roster roster() {
        return Roster.getInstanceFor(connection);
    }

    void say(org.jxmpp.jid.Jid to, String text) throws Exception {
        connection.sendStanza(connection
                .getStanzaFactory()
                .buildMessageStanza()
                .ofType(Message.Type.chat)
                .to(to)
                .setBody(text)
                .build());
    }

    /// What was sent before is handled when the answer is there.
    void roundTrip() throws Exception {
        PingManager.getInstanceFor(connection).pingMyServer();
    }

    /// The next message with a text.
    Message message() throws InterruptedException {
        return next(Message.class, message -> message.getBody() != null);
    }

    /// The next message that came back as an error.
    Message refusal() throws InterruptedException {
        return next(Message.class, message -> message.getType() == Message.Type.error);
    }

    Presence presence(Predicate<Presence> wanted) throws InterruptedException {
        return next(Presence.class, wanted);
    }

    /// Waits until that person is seen as available, or as not available.
    void sees(SmackDevice other, boolean available) throws InterruptedException {
        Presence.Type type = available ? Presence.Type.available : Presence.Type.unavailable;
        presence(presence ->
                presence.getType() == type && presence.getFrom().asBareJid().equals((Object) other.jid));
    }

    private <T extends Stanza> T next(Class<T> kind, Predicate<T> wanted) throws InterruptedException {
        while (true) {
            Stanza stanza = arrived.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (stanza == null) {
                throw new AssertionError("no such " + kind.getSimpleName() + " came to " + jid);
            }
            if (kind.isInstance(stanza) && wanted.test(kind.cast(stanza))) {
                return kind.cast(stanza);
            }
        }
    }

    void leave() {
        connection.disconnect();
    }

    @Override
    public void close() {
        connection.instantShutdown();
    }
}
