// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.metrics;

import im.wardroom.app.Network;
import im.wardroom.app.Network.Load;
import im.wardroom.wire.DomainCertificate;
import java.util.function.ToDoubleFunction;

/// Who is here, and how busy the server is.
final class ServerMeters {

    private static final double MILLIS = 1000;

    private ServerMeters() {}

    static void bind(Meters meters, Metrics.Counted counted) {
        Network network = counted.network();
        meters.gauge("wardroom.build.info", "The version that runs.", () -> 1, "version", counted.version());
        gauge(meters, network, "connections", "Open connections of all kinds.", Load::connections);
        gauge(meters, network, "connections.strangers", "Connections that are not signed in.", Load::strangers);
        gauge(
                meters,
                network,
                "sessions",
                "Signed-in devices, those that wait to be resumed included.",
                Load::sessions);
        gauge(meters, network, "http.sessions", "Streams over HTTP requests (BOSH).", Load::httpSessions);
        gauge(meters, network, "accounts.online", "Accounts that have a session.", Load::online);
        gauge(meters, network, "accounts.loaded", "Accounts in memory.", Load::loaded);
        gauge(meters, network, "relay.streams", "Streams at the proxy for files.", Load::relayed);
        gauge(meters, network, "components.configured", "Components that may connect.", Load::components);
        gauge(meters, network, "components.connected", "Components that are connected.", Load::connectedComponents);
        counter(meters, network, "connections.refused", "Connections that were one too many.", Load::refused);
        counter(
                meters,
                network,
                "slow.readers.dropped",
                "Clients and components that were dropped because they did not read.",
                Load::slowReaders);
        meters.gauge(
                "wardroom.loop.late.seconds",
                "How late the latest of the server's loops is; from 0.1 on people notice.",
                counted.guard()::lateSeconds);
        meters.gauge(
                "wardroom.certificate.expiry.timestamp.seconds",
                "When the first of the server's certificates ends.",
                () -> counted.certificates().stream()
                        .map(DomainCertificate::certificate)
                        .mapToDouble(one -> one.getNotAfter().getTime() / MILLIS)
                        .min()
                        .orElse(Double.NaN));
    }

    private static void gauge(Meters meters, Network network, String name, String help, ToDoubleFunction<Load> value) {
        meters.gauge("wardroom." + name, help, () -> value.applyAsDouble(network.load()));
    }

    private static void counter(
            Meters meters, Network network, String name, String help, ToDoubleFunction<Load> value) {
        meters.counter("wardroom." + name, help, network, from -> value.applyAsDouble(from.load()));
    }
}
