// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.indicator;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Looks for marks in exports of the registry, whichever machine they come from.
public final class RegistrySearch {

    private final List<Indicator> keys;
    private final List<Value> values;
    private final Hits hits;

    public RegistrySearch(Indicators indicators, Hits hits) {
        this.hits = hits;
        keys = indicators.of(Indicator.Kind.KEY);
        values = indicators.of(Indicator.Kind.VALUE).stream().map(Value::of).toList();
    }

    /// @param name empty for any
    /// @param data empty for any
    private record Value(String key, String name, String data, Indicator indicator) {

        static Value of(Indicator indicator) {
            String text = indicator.value();
            int bar = text.indexOf('|');
            int equal = text.indexOf('=', bar);
            return new Value(
                    text.substring(0, bar),
                    text.substring(bar + 1, equal < 0 ? text.length() : equal),
                    equal < 0 ? "" : text.substring(equal + 1),
                    indicator);
        }

        boolean is(String otherKey, String otherName, String otherData) {
            return isEnd(otherKey, key) && (name.isEmpty() || name.equals(otherName)) && otherData.contains(data);
        }
    }

    private static boolean isEnd(String key, String end) {
        return key.equals(end) || key.endsWith("\\" + end);
    }

    /// @return whether it was an export of the registry
    public boolean search(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return RegistryExport.read(in, new RegistryExport.Listener() {
                @Override
                public void key(String key) {
                    String small = key.toLowerCase(Locale.ROOT);
                    keys.stream()
                            .filter(indicator -> isEnd(small, indicator.value()))
                            .forEach(indicator -> hits.add(file + ": " + key, indicator));
                }

                @Override
                public void value(String key, String name, String data) {
                    String smallKey = key.toLowerCase(Locale.ROOT);
                    String smallName = name.toLowerCase(Locale.ROOT);
                    String smallData = data.toLowerCase(Locale.ROOT);
                    values.stream()
                            .filter(value -> value.is(smallKey, smallName, smallData))
                            .forEach(value -> hits.add(file + ": " + key + "\\" + name, value.indicator()));
                }
            });
        }
    }
}
