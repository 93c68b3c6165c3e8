// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import im.wardroom.app.config.Component.Shape;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// Fills records from TOML, strictly: whatever it does not understand becomes a [Problem], and all of them are
/// told at once.
final class Binder {

    private final String file;
    private final List<Problem> problems = new ArrayList<>();

    private Binder(String file) {
        this.file = file;
    }

    /// The record with every key left out.
    static <R extends Record> R defaults(Class<R> type) {
        return type.cast(new Binder("").section(type, Place.NONE));
    }

    /// @param file its name, for problems
    static <R extends Record> R bind(Class<R> type, String file, String content) throws ConfigurationException {
        Binder binder = new Binder(file);
        TomlParseResult parsed = Toml.parse(content);
        parsed.errors()
                .forEach(e -> binder.problems.add(new Problem(
                        file,
                        e.position().line(),
                        e.position().column(),
                        "a mistake in the TOML (" + e.getMessage() + ')',
                        "valid TOML 1.0")));
        if (!binder.problems.isEmpty()) {
            throw new ConfigurationException(binder.problems);
        }
        R bound = type.cast(binder.section(type, new Place(parsed, 1, 1)));
        if (!binder.problems.isEmpty()) {
            throw new ConfigurationException(binder.problems);
        }
        return bound;
    }

    static String place(Path file, String key) {
        try {
            TomlPosition position = Toml.parse(file).inputPositionOf(key);
            return position == null ? file.toString() : file + ":" + position.line() + ':' + position.column();
        } catch (IOException e) {
            return file.toString();
        }
    }

    private Object section(Class<?> type, Place place) {
        List<Component> components = Component.of(type);
        int before = problems.size();
        unknownKeys(components, place);
        Object[] values = components.stream().map(c -> component(c, place)).toArray();
        Object section = construct(type, values);
        if (problems.size() == before && section instanceof Checked checked) {
            checked.check((key, found, expected) -> report(place.of(key), found, expected));
        }
        return section;
    }

    private void unknownKeys(List<Component> components, Place place) {
        TomlTable table = place.table();
        if (table == null) {
            return;
        }
        Set<String> known =
                new TreeSet<>(components.stream().map(Component::key).toList());
        for (String key : table.keySet()) {
            if (!known.contains(key)) {
                String expected = Keys.nearest(key, known)
                        .map(near -> "a known key; did you mean \"" + near + "\"?")
                        .orElse("one of " + String.join(", ", known));
                report(place.of(key), "the unknown key \"" + key + '"', expected);
            }
        }
    }

    private Object component(Component component, Place parent) {
        Object raw = parent.get(component.key());
        Place place = parent.of(component.key());
        if (component.shape() == Shape.SECTION) {
            return subsection(component, raw, place);
        }
        if (raw == null) {
            return component.defaultValue();
        }
        return switch (component.shape()) {
            case SECTION, ONE -> orDefault(component, scalar(component, raw, place));
            case OPTIONAL -> Optional.ofNullable(scalar(component, raw, place));
            case LIST -> list(component, raw, place);
            case SECTIONS -> sections(component, raw, place);
        };
    }

    private static Object orDefault(Component component, @Nullable Object value) {
        return value == null ? component.defaultValue() : value;
    }

    private Object subsection(Component component, @Nullable Object raw, Place place) {
        if (raw == null) {
            return section(component.type(), Place.NONE);
        }
        if (raw instanceof TomlTable table) {
            return section(component.type(), new Place(table, place.line(), place.column()));
        }
        report(place, Raw.describe(raw), "a section, [" + component.key() + ']');
        return section(component.type(), Place.NONE);
    }

    private List<Object> list(Component component, Object raw, Place place) {
        List<Object> values = new ArrayList<>();
        if (raw instanceof TomlArray array) {
            for (int i = 0; i < array.size(); i++) {
                Object value = scalar(component, array.get(i), Place.at(array.inputPositionOf(i)));
                if (value != null) {
                    values.add(value);
                }
            }
        } else {
            report(
                    place,
                    Raw.describe(raw),
                    "a list, [ ], of " + component.valueType().expected());
        }
        return List.copyOf(values);
    }

    private List<Object> sections(Component component, Object raw, Place place) {
        List<Object> values = new ArrayList<>();
        if (!(raw instanceof TomlArray array)) {
            report(place, Raw.describe(raw), "sections, each with the header [[" + component.key() + "]]");
            return values;
        }
        for (int i = 0; i < array.size(); i++) {
            Place at = Place.at(array.inputPositionOf(i));
            if (array.get(i) instanceof TomlTable table) {
                values.add(section(component.type(), new Place(table, at.line(), at.column())));
            } else {
                report(at, Raw.describe(array.get(i)), "a section, [[" + component.key() + "]]");
            }
        }
        return List.copyOf(values);
    }

    /// Null if the value is wrong; the problem is reported then.
    private @Nullable Object scalar(Component component, Object raw, Place place) {
        ValueType type = component.valueType();
        String text = Raw.text(raw, component.type());
        if (text == null) {
            report(place, type.hidden() ? Raw.HIDDEN : Raw.describe(raw), type.expected());
            return null;
        }
        try {
            Object value = type.parse().apply(text);
            return withinBounds(component, value, raw, place) ? value : null;
        } catch (IllegalArgumentException | ArithmeticException e) {
            report(place, type.hidden() ? Raw.HIDDEN : Raw.describe(raw), type.expected());
            return null;
        }
    }

    @SuppressWarnings("unchecked")
    private boolean withinBounds(Component component, Object value, Object raw, Place place) {
        Between between = component.between();
        if (between == null) {
            return true;
        }
        ValueType type = component.valueType();
        Object min = type.parse().apply(between.min());
        Object max = type.parse().apply(between.max());
        Comparable<Object> comparable = (Comparable<Object>) value;
        if (comparable.compareTo(min) < 0 || comparable.compareTo(max) > 0) {
            report(place, Raw.describe(raw), "a value from " + type.toToml(min) + " to " + type.toToml(max));
            return false;
        }
        return true;
    }

    private void report(Place place, String found, String expected) {
        problems.add(new Problem(file, place.line(), place.column(), found, expected));
    }

    private static Object construct(Class<?> type, Object[] values) {
        try {
            Constructor<?> constructor = Objects.requireNonNull(type.getDeclaredConstructors()[0]);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName() + " cannot be made from its components", e);
        }
    }
}
