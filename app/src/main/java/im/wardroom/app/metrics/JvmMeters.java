// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.lang.management.ManagementFactory;

/// The process: memory, garbage collection, threads, files, processor time.
final class JvmMeters implements AutoCloseable {

    private static final double NANOS = 1e9;

    private final JvmGcMetrics collections = new JvmGcMetrics();

    void bind(MeterRegistry registry) {
        new JvmMemoryMetrics().bindTo(registry);
        collections.bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        // In seconds and under the name that Prometheus expects, which Micrometer's own has not.
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system) {
            FunctionCounter.builder("process.cpu.seconds", system, bean -> bean.getProcessCpuTime() / NANOS)
                    .description("Processor time that the process has used.")
                    .register(registry);
        }
    }

    @Override
    public void close() {
        collections.close();
    }
}
