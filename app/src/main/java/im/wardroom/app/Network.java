// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app;

import im.wardroom.app.config.Configuration;
import im.wardroom.server.credential.AccountAdministration;
import im.wardroom.server.credential.Safeguards;
import im.wardroom.server.guarding.GuardAssembly;
import im.wardroom.store.Store;
import im.wardroom.store.Upload;
import im.wardroom.web.http.Resource;
import im.wardroom.wire.DomainCertificate;
import im.wardroom.wire.relay.Relay;
import im.wardroom.xmpp.address.BareJid;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What clients connect to: the listeners and the kernel behind them. Thread-safe.
public interface Network extends AutoCloseable {

    /// Starts it on what the installation has opened; does not own the store.
    @FunctionalInterface
    interface Starter {

        /// @throws IOException if it cannot listen, in words for the administrator
        Network start(Parts parts) throws IOException;
    }

    /// What is there before clients can connect.
    ///
    /// @param serverSecret made at the first start and kept
    /// @param web is told where it is by whoever starts it
    /// @param pages what there is at a path beside files and the pages for people
    record Parts(
            Configuration configuration,
            List<DomainCertificate> certificates,
            Store store,
            AccountAdministration administration,
            Safeguards safeguards,
            byte[] serverSecret,
            WebAddress web,
            Relay relay,
            GuardAssembly guard,
            Function<String, Optional<Resource>> pages,
            Clock clock) {}

    /// Where STARTTLS connections are taken, or null.
    @Nullable
    InetSocketAddress startTls();

    /// Where direct TLS connections are taken, or null.
    @Nullable
    InetSocketAddress directTls();

    /// Where HTTPS is spoken, or null.
    @Nullable
    InetSocketAddress https();

    /// Ends all sessions of the account. May block.
    void end(BareJid account, String reason);

    /// Removes an uploaded file. May block.
    ///
    /// @throws IOException if it cannot be removed
    void remove(Upload upload) throws IOException;

    /// How much is going on.
    ///
    /// @param connections of all kinds
    /// @param strangers connections that are not signed in
    /// @param sessions signed-in devices, those that wait to be resumed included
    /// @param httpSessions streams over requests
    /// @param online accounts that have a session
    /// @param loaded accounts in memory
    /// @param refused connections that were one too many, since the start
    /// @param slowReaders who were dropped because they did not read, since the start
    /// @param relayed streams at the proxy
    /// @param components that there may be
    /// @param connectedComponents those that are here
    record Load(
            int connections,
            int strangers,
            int sessions,
            int httpSessions,
            int online,
            int loaded,
            long refused,
            long slowReaders,
            int relayed,
            int components,
            long connectedComponents) {}

    Load load();

    /// What is going on, in words and numbers.
    Map<String, String> status();

    /// Says goodbye to all clients. May block for some seconds.
    @Override
    void close();
}
