// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One key of a section, read from a component of its record.
///
/// @param type of the value, or of the values of a list
record Component(RecordComponent source, Shape shape, Class<?> type) {

    enum Shape {
        SECTION,
        SECTIONS,
        ONE,
        OPTIONAL,
        LIST
    }

    static List<Component> of(Class<?> section) {
        RecordComponent[] components = section.getRecordComponents();
        if (components == null) {
            throw new IllegalStateException(section.getName() + " is not a record");
        }
        return Arrays.stream(components).map(Component::of).toList();
    }

    private static Component of(RecordComponent source) {
        if (source.getGenericType() instanceof ParameterizedType generic) {
            Class<?> argument = (Class<?>) generic.getActualTypeArguments()[0];
            if (source.getType() == Optional.class) {
                return new Component(source, Shape.OPTIONAL, argument);
            }
            return new Component(
                    source, argument.isRecord() && !isValue(argument) ? Shape.SECTIONS : Shape.LIST, argument);
        }
        boolean section = source.getType().isRecord() && !isValue(source.getType());
        return new Component(source, section ? Shape.SECTION : Shape.ONE, source.getType());
    }

    /// Records that are written as one text.
    private static boolean isValue(Class<?> type) {
        RecordComponent[] components = Objects.requireNonNull(type.getRecordComponents());
        return Arrays.stream(components).noneMatch(c -> c.isAnnotationPresent(Doc.class));
    }

    String key() {
        return Keys.of(source.getName());
    }

    String doc() {
        Doc doc = source.getAnnotation(Doc.class);
        if (doc == null) {
            throw new IllegalStateException(source + " has no @Doc");
        }
        return doc.value();
    }

    ValueType valueType() {
        return ValueType.of(type);
    }

    @Nullable
    Between between() {
        return source.getAnnotation(Between.class);
    }

    /// The value that is taken if the file has none.
    Object defaultValue() {
        Default annotation = source.getAnnotation(Default.class);
        return switch (shape) {
            case OPTIONAL -> Optional.empty();
            case SECTIONS -> List.of();
            case LIST -> annotation == null ? List.of() : list(annotation.value());
            case ONE -> {
                if (annotation == null) {
                    throw new IllegalStateException(source + " has no @Default");
                }
                yield valueType().parse().apply(annotation.value());
            }
            case SECTION -> throw new IllegalStateException("a section has no default of its own");
        };
    }

    /// What the reference shows where there is no default.
    Object exampleValue() {
        Example example = source.getAnnotation(Example.class);
        if (example == null) {
            throw new IllegalStateException(source + " has neither @Default nor @Example");
        }
        return shape == Shape.LIST ? list(example.value()) : valueType().parse().apply(example.value());
    }

    boolean hasDefault() {
        return source.isAnnotationPresent(Default.class);
    }

    private List<Object> list(String values) {
        return values.isEmpty()
                ? List.of()
                : Arrays.stream(values.split(", *", -1))
                        .<Object>map(valueType().parse()::apply)
                        .toList();
    }
}
