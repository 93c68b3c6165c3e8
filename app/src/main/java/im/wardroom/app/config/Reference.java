// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import im.wardroom.app.config.Component.Shape;
import im.wardroom.app.config.policy.GuardPolicy;
import java.util.List;
import java.util.stream.Collectors;

/// Every key with its type, default and one sentence, as TOML that can be used as it is: made from the records.
public final class Reference {

    private static final int WIDTH = 100;

    private final StringBuilder out = new StringBuilder();

    private Reference() {}

    public static String text() {
        return of("wardroom.toml", Configuration.class);
    }

    /// The same of the guard's policy.
    public static String policy() {
        return of("policy.toml", GuardPolicy.class);
    }

    private static String of(String file, Class<? extends Record> type) {
        Reference reference = new Reference();
        reference.comment("Every key of " + file + " with its default; an empty file means the same.");
        reference.section(type, "", "");
        return reference.out.toString();
    }

    private void section(Class<?> type, String path, String prefix) {
        List<Component> components = Component.of(type);
        components.stream().filter(c -> !isSection(c)).forEach(c -> key(c, prefix));
        components.stream().filter(Reference::isSection).forEach(c -> subsection(c, path));
    }

    private static boolean isSection(Component component) {
        return component.shape() == Shape.SECTION || component.shape() == Shape.SECTIONS;
    }

    private void subsection(Component component, String path) {
        String name = path + component.key();
        out.append('\n');
        comment(component.doc());
        if (component.shape() == Shape.SECTIONS) {
            comment("As many of these as are needed; none by default.");
            out.append("# [[").append(name).append("]]\n");
            section(component.type(), name + '.', "# ");
        } else {
            out.append('[').append(name).append("]\n");
            section(component.type(), name + '.', "");
        }
    }

    private void key(Component component, String prefix) {
        out.append('\n');
        comment(component.doc());
        comment("Type: " + typeOf(component));
        boolean given = component.hasDefault();
        out.append(given ? prefix : "# ").append(component.key()).append(" = ");
        out.append(value(component, given ? component.defaultValue() : component.exampleValue()));
        out.append('\n');
    }

    private static String typeOf(Component component) {
        String name = component.valueType().name();
        String shown = switch (component.shape()) {
            case LIST -> "list, each " + name;
            case OPTIONAL -> name + ", not set by default";
            case ONE, SECTION, SECTIONS -> name;
        };
        Between between = component.between();
        return between == null ? shown : shown + ", from " + between.min() + " to " + between.max();
    }

    private static String value(Component component, Object value) {
        ValueType type = component.valueType();
        return value instanceof List<?> list
                ? list.stream().map(type::toToml).collect(Collectors.joining(", ", "[", "]"))
                : type.toToml(value);
    }

    private void comment(String text) {
        StringBuilder line = new StringBuilder("#");
        for (String word : text.split(" ", -1)) {
            if (line.length() + word.length() >= WIDTH) {
                out.append(line).append('\n');
                line = new StringBuilder("#");
            }
            line.append(' ').append(word);
        }
        out.append(line).append('\n');
    }
}
