// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.control;

import java.util.ArrayList;
import java.util.List;

/// What the running server answers: any number of [Progress], then one of the others.
public sealed interface Reply {

    /// How many thousandths of the work are done.
    record Progress(int thousandths) implements Reply {}

    record Done(List<String> lines) implements Reply {
        public Done {
            lines = List.copyOf(lines);
        }

        public static Done of(String... lines) {
            return new Done(List.of(lines));
        }
    }

    record Failed(List<String> lines) implements Reply {
        public Failed {
            lines = List.copyOf(lines);
        }

        public static Failed of(String... lines) {
            return new Failed(List.of(lines));
        }
    }

    default List<String> toFields() {
        List<String> fields = new ArrayList<>(List.of(getClass().getSimpleName()));
        switch (this) {
            case Progress progress -> fields.add(Integer.toString(progress.thousandths()));
            case Done done -> fields.addAll(done.lines());
            case Failed failed -> fields.addAll(failed.lines());
        }
        return fields;
    }

    /// @throws IllegalArgumentException if they are no reply
    static Reply of(List<String> fields) {
        List<String> rest = fields.subList(Math.min(1, fields.size()), fields.size());
        return switch (fields.isEmpty() ? "" : fields.getFirst()) {
            case "Progress" -> new Progress(Integer.parseInt(rest.getFirst()));
            case "Done" -> new Done(rest);
            case "Failed" -> new Failed(rest);
            default -> throw new IllegalArgumentException("the reply is of another version of this program");
        };
    }
}
