// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub.rule;

import im.wardroom.xmpp.form.SubmittedForm;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// How a node is configured: what is not as usual.
public record NodeOptions(Map<Option, List<String>> changed) {

    public static final NodeOptions USUAL = new NodeOptions(Map.of());

    private static final String MAX = "max";
    private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,8}");
    private static final Set<String> TRUE = Set.of("1", "true");
    private static final Set<String> FALSE = Set.of("0", "false");
    private static final int MAX_TEXT = 1_000;
    private static final int MAX_TEXTS = 50;

    public NodeOptions {
        changed = Map.copyOf(changed);
    }

    public List<String> all(Option option) {
        return changed.getOrDefault(option, option.usual());
    }

    /// "" if it has no value.
    public String one(Option option) {
        List<String> values = all(option);
        return values.isEmpty() ? "" : values.getFirst();
    }

    public boolean is(Option option) {
        return "1".equals(one(option));
    }

    public NodeOptions with(Option option, String... values) {
        return with(option, List.of(values));
    }

    private NodeOptions with(Option option, List<String> values) {
        Map<Option, List<String>> after = new EnumMap<>(Option.class);
        after.putAll(changed);
        if (values.equals(option.usual())) {
            after.remove(option);
        } else {
            after.put(option, values);
        }
        return new NodeOptions(after);
    }

    /// How many items are kept.
    public int keep(Limits limits) {
        if (!is(Option.PERSIST_ITEMS)) {
            return 0;
        }
        String max = one(Option.MAX_ITEMS);
        return max.equals(MAX) ? limits.items() : Math.min(Integer.parseInt(max), limits.items());
    }

    /// With the fields of a form that are known; others say nothing.
    ///
    /// @throws StanzaException if a value is not possible
    public NodeOptions with(SubmittedForm form, Limits limits) {
        NodeOptions after = this;
        for (String field : form.names()) {
            var option = Option.of(field);
            if (option.isPresent()) {
                after = after.with(option.get(), normalised(option.get(), form.all(field), limits));
            }
        }
        return after;
    }

    /// XEP-0060 §7.1.5: each field is a precondition; an unknown one cannot be met.
    public static void checkKnown(SubmittedForm preconditions) {
        for (String field : preconditions.names()) {
            if (Option.of(field).isEmpty()) {
                throw Refusal.PRECONDITION_NOT_MET.exception();
            }
        }
    }

    /// True if the node is as the form says.
    public boolean meets(SubmittedForm preconditions, Limits limits) {
        return with(preconditions, limits).equals(this);
    }

    private static List<String> normalised(Option option, List<String> values, Limits limits) {
        if (values.isEmpty()) {
            return option.usual();
        }
        if (option.kind() == Option.Kind.TEXTS) {
            return texts(values);
        }
        if (values.size() > 1) {
            throw new StanzaException(Condition.BAD_REQUEST, "The field '" + option.field() + "' has one value.");
        }
        String value = values.getFirst();
        return List.of(
                switch (option.kind()) {
                    case TEXT, TEXTS -> text(value);
                    case FLAG -> flag(option, value);
                    case CHOICE -> choice(option, value);
                    case COUNT -> count(option, value, limits);
                });
    }

    private static List<String> texts(List<String> values) {
        if (values.size() > MAX_TEXTS) {
            throw new StanzaException(Condition.NOT_ACCEPTABLE, "A field has too many values.");
        }
        return values.stream().map(NodeOptions::text).distinct().toList();
    }

    private static String text(String value) {
        if (value.length() > MAX_TEXT) {
            throw new StanzaException(Condition.NOT_ACCEPTABLE, "A value is longer than " + MAX_TEXT + " characters.");
        }
        return value.replaceAll("\\s+", " ");
    }

    private static String flag(Option option, String value) {
        if (TRUE.contains(value) || FALSE.contains(value)) {
            return TRUE.contains(value) ? "1" : "0";
        }
        throw impossible(option);
    }

    private static String choice(Option option, String value) {
        String meant = option == Option.PRESENCE_BASED && TRUE.contains(value) ? "1" : value;
        if (option.choices().contains(meant)) {
            return meant;
        }
        throw option == Option.ACCESS_MODEL ? Refusal.UNSUPPORTED_ACCESS_MODEL.exception() : impossible(option);
    }

    private static String count(Option option, String value, Limits limits) {
        if (value.equals(MAX)) {
            return MAX;
        }
        if (!COUNT.matcher(value).matches() || Integer.parseInt(value) > limits.items()) {
            throw impossible(option);
        }
        return value;
    }

    private static StanzaException impossible(Option option) {
        return new StanzaException(
                Condition.NOT_ACCEPTABLE, "The field '" + option.field() + "' cannot have this value here.");
    }

    /// To be kept: a line for each value.
    public String written() {
        StringBuilder text = new StringBuilder();
        for (Option option : Option.values()) {
            List<String> values = changed.get(option);
            if (values != null) {
                (values.isEmpty() ? List.of("") : values)
                        .forEach(value -> text.append(option.field())
                                .append('=')
                                .append(value)
                                .append('\n'));
            }
        }
        return text.toString();
    }

    public static NodeOptions read(String text) {
        if (text.isEmpty()) {
            return USUAL;
        }
        Map<Option, List<String>> found = new EnumMap<>(Option.class);
        text.lines().forEach(line -> {
            int end = line.indexOf('=');
            Option.of(line.substring(0, end)).ifPresent(option -> {
                List<String> values = found.computeIfAbsent(option, o -> new ArrayList<>());
                if (end + 1 < line.length()) {
                    values.add(line.substring(end + 1));
                }
            });
        });
        found.replaceAll((option, values) -> List.copyOf(values));
        return new NodeOptions(found);
    }
}
