// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.metrics;

import im.wardroom.app.Network;
import im.wardroom.app.PolicyFile;
import im.wardroom.app.audit.export.Exports;
import im.wardroom.app.config.MetricsSection;
import im.wardroom.server.audit.KeptTrail;
import im.wardroom.server.credential.Secret;
import im.wardroom.server.guarding.GuardAssembly;
import im.wardroom.store.Store;
import im.wardroom.web.metrics.MetricsResource;
import im.wardroom.web.metrics.Scrapers;
import im.wardroom.wire.DomainCertificate;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.util.List;

/// All numbers that Prometheus may read, and the page with them. They are read where they are when somebody asks;
/// nothing is counted for them that is not counted anyway. No number has the name of a person, an address or a content.
/// Thread-safe.
public final class Metrics implements AutoCloseable {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmMeters jvm = new JvmMeters();
    private final MetricsResource page;
    private volatile Runnable before = () -> {};

    /// What is counted.
    ///
    /// @param version of the program
    /// @param data the folder of everything that is kept
    public record Counted(
            String version,
            Network network,
            GuardAssembly guard,
            PolicyFile policy,
            Store store,
            KeptTrail trail,
            Exports exports,
            List<DomainCertificate> certificates,
            Path data) {

        public Counted {
            certificates = List.copyOf(certificates);
        }
    }

    public Metrics(MetricsSection section) {
        Scrapers scrapers = new Scrapers(section::isNear, section.token().map(Secret::reveal));
        page = new MetricsResource(scrapers, registry, () -> before.run());
    }

    public MetricsResource page() {
        return page;
    }

    /// From now on there are numbers.
    public void count(Counted counted) {
        Meters meters = new Meters(registry);
        jvm.bind(registry);
        ServerMeters.bind(meters, counted);
        KeepingMeters.bind(meters, counted);
        before = GuardMeters.bind(meters, counted);
    }

    @Override
    public void close() {
        jvm.close();
        registry.close();
    }
}
