// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.worm;

import im.wardroom.xmpp.address.BareJid;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Who got an artefact from whom, when, and who passed it on.
///
/// @param reached how many people it was delivered to
/// @param nodes who sent it, in the order in which they began
public record InfectionTree(String artefact, int reached, List<Node> nodes) {

    public InfectionTree {
        nodes = List.copyOf(nodes);
    }

    /// Somebody who sent it.
    ///
    /// @param from who it came from; null for where it entered
    /// @param received null for where it entered
    /// @param recipients people and rooms it went to
    /// @param state FREE, ASKED, PERSON or INFECTED
    public record Node(
            BareJid account,
            @Nullable BareJid from,
            @Nullable Instant received,
            Instant begun,
            Instant last,
            int recipients,
            String state) {}

    /// For people: whoever passed it on stands below the one it came from.
    public String print() {
        StringBuilder text = new StringBuilder();
        text.append(artefact)
                .append(": ")
                .append(nodes.size())
                .append(" senders, ")
                .append(reached)
                .append(" reached\n");
        nodes.stream().filter(this::isRoot).forEach(node -> print(node, 1, text));
        return text.toString();
    }

    /// The one it came from may be known no longer.
    private boolean isRoot(Node node) {
        return nodes.stream()
                .noneMatch(other ->
                        other.account().equals(node.from()) && other.begun().isBefore(node.begun()));
    }

    private void print(Node node, int depth, StringBuilder text) {
        text.append("  ".repeat(depth)).append(node.account());
        if (node.received() != null) {
            text.append(" received it ").append(node.received()).append(',');
        }
        text.append(" sent it from ").append(node.begun()).append(" to ").append(node.recipients());
        text.append(" (").append(node.state().toLowerCase(Locale.ROOT)).append(")\n");
        nodes.stream()
                .filter(other ->
                        node.account().equals(other.from()) && node.begun().isBefore(other.begun()))
                .forEach(other -> print(other, depth + 1, text));
    }

    /// For programs (RFC 8259).
    public String json() {
        return "{\"artefact\":" + quoted(artefact) + ",\"reached\":" + reached + ",\"senders\":["
                + nodes.stream().map(InfectionTree::json).collect(Collectors.joining(",")) + "]}";
    }

    private static String json(Node node) {
        return "{\"account\":" + quoted(node.account().toString())
                + ",\"from\":"
                + (node.from() == null ? "null" : quoted(node.from().toString()))
                + ",\"received\":" + (node.received() == null ? "null" : quoted(Objects.toString(node.received())))
                + ",\"begun\":" + quoted(node.begun().toString())
                + ",\"last\":" + quoted(node.last().toString())
                + ",\"recipients\":" + node.recipients()
                + ",\"state\":" + quoted(node.state()) + "}";
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }
}
