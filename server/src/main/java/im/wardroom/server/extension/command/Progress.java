// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.extension.command;

import im.wardroom.xmpp.form.Form;
import im.wardroom.xmpp.xml.Element;
import java.util.List;

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
    /// @param payload what came of it
    record Done(List<Note> notes, List<Element> payload) implements Progress {

        public Done {
            notes = List.copyOf(notes);
            payload = List.copyOf(payload);
        }

        public static Done saying(String text) {
            return saying(List.of(Note.info(text)));
        }

        public static Done saying(List<Note> notes) {
            return new Done(notes, List.of());
        }

        public static Done with(Form result) {
            return new Done(List.of(), List.of(result.toElement()));
        }
    }
}
