// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.extension.command;

import im.wardroom.xmpp.form.Form;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far a command is after a step.
public sealed interface Progress {

    /// A form is to be filled in.
    ///
    /// @param last nothing is asked after it
    /// @param then what is done with it
    record Ask(Form form, boolean last, Step then) implements Progress {

        /// The last form of a command, and mostly its only one.
        public static Ask last(Form form, Step then) {
            return new Ask(form, true, then);
        }
    }

    /// It has ended.
    ///
    /// @param result what came of it, or null
    record Done(List<Note> notes, @Nullable Form result) implements Progress {

        public Done {
            notes = List.copyOf(notes);
        }

        public static Done saying(String text) {
            return new Done(List.of(Note.info(text)), null);
        }

        public static Done with(Form result) {
            return new Done(List.of(), result);
        }
    }
}
