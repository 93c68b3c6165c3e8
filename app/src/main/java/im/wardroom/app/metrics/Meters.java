// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/// Adds numbers to a registry, each with what it means.
///
/// @param registry holds what the numbers are read from only weakly, but for gauges: somebody else has to hold it
record Meters(MeterRegistry registry) {

    /// What goes up and down.
    ///
    /// @param tags names and values, one after the other
    void gauge(String name, String help, DoubleSupplier value, String... tags) {
        Gauge.builder(name, value::getAsDouble)
                .description(help)
                .tags(tags)
                .strongReference(true)
                .register(registry);
    }

    /// What only grows.
    <T> void counter(String name, String help, T from, ToDoubleFunction<T> value, String... tags) {
        FunctionCounter.builder(name, from, value).description(help).tags(tags).register(registry);
    }

    /// Several of a kind that come and go.
    MultiGauge gauges(String name, String help) {
        return MultiGauge.builder(name).description(help).register(registry);
    }
}
