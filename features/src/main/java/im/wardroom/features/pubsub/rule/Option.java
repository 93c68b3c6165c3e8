// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub.rule;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What can be configured at a node (XEP-0060 §8.2), in the order of the form.
public enum Option {
    TITLE("title", Kind.TEXT, "", "A name for the node"),
    DESCRIPTION("description", Kind.TEXT, "", "A description of the node"),
    TYPE("type", Kind.TEXT, "", "The namespace of the payloads"),
    ACCESS_MODEL(
            "access_model",
            Kind.CHOICE,
            "presence",
            "Who may subscribe and read",
            "authorize",
            "open",
            "presence",
            "roster",
            "whitelist"),
    GROUPS("roster_groups_allowed", Kind.TEXTS, "", "Roster groups that may subscribe and read"),
    PUBLISH_MODEL("publish_model", Kind.CHOICE, "publishers", "Who may publish", "publishers", "subscribers", "open"),
    PERSIST_ITEMS("persist_items", Kind.FLAG, "1", "Items are kept"),
    MAX_ITEMS("max_items", Kind.COUNT, "1", "How many items are kept, or 'max'"),
    ITEM_EXPIRE("item_expire", Kind.CHOICE, "max", "When items expire", "max"),
    SEND_LAST(
            "send_last_published_item",
            Kind.CHOICE,
            "on_sub_and_presence",
            "When the last item is sent",
            "never",
            "on_sub",
            "on_sub_and_presence"),
    DELIVER_NOTIFICATIONS("deliver_notifications", Kind.FLAG, "1", "Events are sent"),
    DELIVER_PAYLOADS("deliver_payloads", Kind.FLAG, "1", "Events contain the payload"),
    NOTIFY_RETRACT("notify_retract", Kind.FLAG, "1", "Subscribers hear of items that are retracted"),
    NOTIFY_DELETE("notify_delete", Kind.FLAG, "1", "Subscribers hear that the node is deleted"),
    NOTIFY_CONFIG("notify_config", Kind.FLAG, "0", "Subscribers hear of a new configuration"),
    NOTIFICATION_TYPE("notification_type", Kind.CHOICE, "headline", "The type of event messages", "headline"),
    PRESENCE_BASED("presence_based_delivery", Kind.CHOICE, "1", "Events go to available devices only", "1"),
    ITEM_REPLY("itemreply", Kind.CHOICE, "owner", "Whether events tell who published", "owner", "publisher");

    /// What values look like.
    enum Kind {
        TEXT,
        TEXTS,
        FLAG,
        CHOICE,
        COUNT
    }

    private static final String PREFIX = "pubsub#";

    private final String field;
    private final Kind kind;
    private final String usual;
    private final String label;
    private final List<String> choices;

    Option(String name, Kind kind, String usual, String label, String... choices) {
        this.field = PREFIX + name;
        this.kind = kind;
        this.usual = usual;
        this.label = label;
        this.choices = List.of(choices);
    }

    public String field() {
        return field;
    }

    Kind kind() {
        return kind;
    }

    String label() {
        return label;
    }

    List<String> choices() {
        return choices;
    }

    /// Where nobody said otherwise.
    List<String> usual() {
        return usual.isEmpty() ? List.of() : List.of(usual);
    }

    public static Optional<Option> of(String field) {
        return Stream.of(values()).filter(o -> o.field.equals(field)).findFirst();
    }
}
