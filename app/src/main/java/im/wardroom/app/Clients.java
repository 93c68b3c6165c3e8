// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app;

import im.wardroom.app.config.Configuration;
import im.wardroom.app.config.StreamSection;
import im.wardroom.app.config.WebSection;
import im.wardroom.server.Server;
import im.wardroom.server.ServerOptions;
import im.wardroom.server.account.AccountLimits;
import im.wardroom.server.authentication.AuthenticationOptions;
import im.wardroom.server.extension.Extensions;
import im.wardroom.server.extension.Feature;
import im.wardroom.server.session.SessionOptions;
import im.wardroom.server.stream.StreamOptions;
import im.wardroom.store.Upload;
import im.wardroom.web.Web;
import im.wardroom.web.WebOptions;
import im.wardroom.web.bosh.BoshOptions;
import im.wardroom.web.brand.Brand;
import im.wardroom.web.brand.Logo;
import im.wardroom.web.http.HttpOptions;
import im.wardroom.wire.DomainCertificate;
import im.wardroom.wire.Wire;
import im.wardroom.wire.WireOptions;
import im.wardroom.wire.relay.Relay;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.sasl.ScramHash;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The wire, the web and the kernel, put together as the configuration says.
public final class Clients implements Network {

    /// After which whoever waits for the end of an account's sessions is told that it takes too long.
    private static final int EVICTION_SECONDS = 10;

    private final Wire wire;
    private final Server server;
    private @Nullable Web web;
    private @Nullable Uploads uploads;
    private @Nullable InetSocketAddress components;
    private @Nullable InetSocketAddress proxy;
    private @Nullable Relay relay;

    private Clients(Wire wire, Server server) {
        this.wire = wire;
        this.server = server;
    }

    /// @param features those that the server has, given what it is made of
    public static Network.Starter with(Function<Parts, List<Feature>> features) {
        return parts -> start(parts, features.apply(parts));
    }

    private static Clients start(Parts parts, List<Feature> features) throws IOException {
        Configuration configuration = parts.configuration();
        Wire wire = new Wire(
                wireOptions(configuration, parts.certificates()),
                Runtime.getRuntime().availableProcessors());
        Server server = new Server(
                serverOptions(configuration),
                parts.store(),
                new Extensions(
                        Stream.concat(features.stream(), Stream.of(parts.guard().desk()))
                                .toList()),
                parts.guard().guarding(),
                wire.loops(),
                parts.safeguards(),
                parts.serverSecret(),
                parts.clock());
        parts.guard().measure(wire.loops(), parts.clock());
        parts.guard().senders().knowRelays(relays(configuration));
        Clients clients = new Clients(wire, server);
        try {
            wire.listen(server::connect);
            Uploads uploads = Uploads.open(parts, GuardedUploads.inspection(parts.guard(), parts.clock()));
            clients.uploads = uploads;
            Web web = Web.listen(
                    wire,
                    webOptions(configuration),
                    path -> uploads.forClients()
                            .flatMap(desk -> desk.find(path))
                            .or(() -> parts.pages().apply(path)),
                    server::connect);
            clients.web = web;
            parts.web().listensOn(web.address());
            clients.relay = parts.relay();
            clients.proxy = wire.listenForRelay(configuration.listen().proxy().toSocketAddress(), parts.relay());
            clients.components = wire.listenInClear(forComponents(configuration), server::connectComponent);
            return clients;
        } catch (IOException | RuntimeException e) {
            clients.close();
            throw e;
        }
    }

    /// Where transfers and calls go by way of this installation.
    private static Set<String> relays(Configuration configuration) {
        Set<String> hosts =
                configuration.domains().stream().map(Domain::toString).collect(Collectors.toSet());
        configuration.transfers().proxyHost().ifPresent(hosts::add);
        configuration.externalService().forEach(service -> service.host().ifPresent(hosts::add));
        return hosts;
    }

    private static @Nullable InetSocketAddress forComponents(Configuration configuration) {
        return configuration.component().isEmpty()
                ? null
                : configuration.listen().component().toSocketAddress();
    }

    private static WireOptions wireOptions(Configuration configuration, List<DomainCertificate> certificates) {
        StreamSection stream = configuration.stream();
        return new WireOptions(
                configuration.listen().starttls().toSocketAddress(),
                configuration.listen().directTls().toSocketAddress(),
                certificates,
                stream.limitsBeforeSignIn(),
                stream.connections(),
                stream.connectionsPerAddress());
    }

    /// @throws IOException if there is no logo where it should be, in words for the administrator
    private static WebOptions webOptions(Configuration configuration) throws IOException {
        StreamSection stream = configuration.stream();
        return new WebOptions(
                configuration.listen().https().toSocketAddress(),
                configuration.domains(),
                configuration.web().publicAddresses(),
                configuration.web().allowedOrigins(),
                stream.limitsBeforeSignIn(),
                httpOptions(configuration.web(), stream),
                BoshOptions.DEFAULT.withSessions(stream.connections(), stream.connectionsPerAddress()),
                brand(configuration.web()));
    }

    private static HttpOptions httpOptions(WebSection web, StreamSection stream) {
        return new HttpOptions(
                web.lineSize().toInt(),
                web.headerSize().toInt(),
                web.requestTimeout(),
                web.minPace().toInt(),
                web.answerTimeout(),
                stream.connectionsBeforeSignIn(),
                Math.min(stream.connectionsPerAddress(), stream.connectionsBeforeSignIn()));
    }

    private static Brand brand(WebSection web) throws IOException {
        Optional<Logo> logo = web.logo().isEmpty()
                ? Optional.empty()
                : Optional.of(Logo.read(web.logo().get()));
        return new Brand(web.name(), logo, web.accent(), web.accentDark());
    }

    static ServerOptions serverOptions(Configuration configuration) {
        StreamSection stream = configuration.stream();
        return new ServerOptions(
                new LinkedHashSet<>(configuration.domains()),
                streamOptions(configuration),
                new SessionOptions(
                        configuration.sessions().resumeTimeout(),
                        configuration.sessions().unacknowledged(),
                        SessionOptions.DEFAULT.maxUnhandled(),
                        stream.unreadSize().bytes(),
                        stream.pingAfter(),
                        stream.pingTimeout()),
                new AccountLimits(
                        configuration.sessions().perAccount(),
                        configuration.limits().rosterItems(),
                        configuration.limits().offlineMessages(),
                        configuration.limits().subscriptionRequests()),
                authentication(configuration),
                configuration.lockout().rules(),
                configuration.components());
    }

    private static StreamOptions streamOptions(Configuration configuration) {
        StreamSection stream = configuration.stream();
        return new StreamOptions(
                stream.limitsBeforeSignIn(),
                stream.limits(),
                stream.signInTimeout(),
                stream.connectionsBeforeSignIn(),
                Math.min(stream.connectionsPerAddress(), stream.connectionsBeforeSignIn()),
                configuration.authentication().attempts(),
                StreamOptions.DEFAULT.maxStrangerRequests());
    }

    private static AuthenticationOptions authentication(Configuration configuration) {
        List<ScramHash> hashes = configuration.authentication().mechanisms().stream()
                .map(mechanism -> ScramHash.of(mechanism.wire()).orElseThrow())
                .toList();
        return new AuthenticationOptions(
                hashes,
                configuration.authentication().scramIterations(),
                configuration.authentication().tokenLifetime(),
                configuration.password().maxAge().isZero()
                        ? null
                        : configuration.password().maxAge(),
                configuration.authentication().allowBrokenChannelBinding());
    }

    @Override
    public @Nullable InetSocketAddress startTls() {
        return wire.startTlsAddress();
    }

    @Override
    public @Nullable InetSocketAddress directTls() {
        return wire.directTlsAddress();
    }

    @Override
    public @Nullable InetSocketAddress https() {
        return web == null ? null : web.address();
    }

    @Override
    public void end(BareJid account, String reason) {
        server.evict(account, reason, null)
                .orTimeout(EVICTION_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void remove(Upload upload) throws IOException {
        Objects.requireNonNull(uploads).desk().remove(upload);
    }

    @Override
    public Load load() {
        Server.Status status = server.status();
        return new Load(
                wire.openConnections(),
                status.strangers(),
                status.sessions(),
                web == null ? 0 : web.sessions(),
                status.online(),
                status.accounts(),
                wire.refusedConnections(),
                status.slowReaders(),
                relay == null ? 0 : relay.running(),
                status.components().size(),
                status.components().stream()
                        .filter(component -> component.since() != null)
                        .count());
    }

    @Override
    public Map<String, String> status() {
        Server.Status status = server.status();
        Map<String, String> all = new LinkedHashMap<>();
        all.put("signed-in devices", Integer.toString(status.sessions()));
        all.put("connections", Integer.toString(wire.openConnections()));
        all.put("sessions over HTTP", Integer.toString(web == null ? 0 : web.sessions()));
        all.put("connections before sign-in", Integer.toString(status.strangers()));
        all.put("connections refused", Long.toString(wire.refusedConnections()));
        all.put("dropped slow readers", Long.toString(status.slowReaders()));
        all.put("accounts in memory", Integer.toString(status.accounts()));
        if (proxy != null && relay != null) {
            all.put("proxy listens on", proxy.getAddress().getHostAddress() + ':' + proxy.getPort());
            all.put("streams at the proxy", Integer.toString(relay.running()));
        }
        if (components != null) {
            all.put("components connect to", components.getAddress().getHostAddress() + ':' + components.getPort());
        }
        status.components()
                .forEach(component -> all.put(
                        "component " + component.domain(),
                        component.since() == null ? "not connected" : "connected since " + component.since()));
        return all;
    }

    @Override
    public void close() {
        wire.stopListening();
        server.close();
        if (web != null) {
            web.close();
        }
        wire.close();
        if (uploads != null) {
            uploads.close();
        }
    }
}
