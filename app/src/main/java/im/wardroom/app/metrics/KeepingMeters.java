// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.metrics;

import im.wardroom.app.audit.export.Export;
import im.wardroom.server.audit.KeptTrail;
import java.time.Duration;

/// Whether what has to be kept is kept: the disk, the audit log, its collectors.
final class KeepingMeters {

    private static final double MILLIS = 1000;

    private KeepingMeters() {}

    static void bind(Meters meters, Metrics.Counted counted) {
        meters.gauge(
                "wardroom.store.failing.seconds",
                "For how long the disk or the database has not taken what is written; 0 while it does.",
                () -> counted.store().failingFor().map(Duration::toMillis).orElse(0L) / MILLIS);
        meters.gauge(
                "wardroom.data.free.bytes",
                "What is free on the disk of the data folder.",
                () -> counted.data().toFile().getUsableSpace());
        KeptTrail trail = counted.trail();
        meters.gauge("wardroom.audit.waiting.records", "Audit records that are not on disk yet.", trail::waiting);
        meters.counter("wardroom.audit.lost.records", "Audit records that could not be kept.", trail, KeptTrail::lost);
        for (Export export : counted.exports().all()) {
            meters.gauge(
                    "wardroom.audit.export.connected",
                    "Whether the collector is reached.",
                    () -> export.isConnected() ? 1 : 0,
                    "collector",
                    export.name());
            meters.gauge(
                    "wardroom.audit.export.behind.records",
                    "Audit records that the collector does not have yet.",
                    export::behind,
                    "collector",
                    export.name());
        }
    }
}
