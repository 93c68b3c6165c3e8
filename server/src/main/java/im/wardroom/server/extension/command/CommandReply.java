// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.extension.command;

import im.wardroom.xmpp.form.Form;
import im.wardroom.xmpp.xml.Element;
import java.util.List;

/// A `command` element as a client gets it (XEP-0050 §4).
///
/// @param node of the command
/// @param session that the client shall name in its next request
public record CommandReply(String node, String session) {

    /// A form is to be filled in.
    ///
    /// @param last nothing is asked after it
    /// @param first there is no form before it
    public Element asking(Form form, boolean last, boolean first) {
        String way = last ? "complete" : "next";
        Element actions = Element.of(AdHocCommand.NS, "actions").with("execute", way);
        if (!first) {
            actions = actions.with(Element.of(AdHocCommand.NS, "prev"));
        }
        return status("executing")
                .with(actions.with(Element.of(AdHocCommand.NS, way)))
                .with(form.toElement());
    }

    public Element completed(List<Note> notes, List<Element> payload) {
        return status("completed")
                .withAll(notes.stream().map(Note::toElement).toList())
                .withAll(payload);
    }

    public Element canceled() {
        return status("canceled");
    }

    private Element status(String status) {
        return Element.of(AdHocCommand.NS, "command")
                .with("node", node)
                .with("sessionid", session)
                .with("status", status)
                .with("xml:lang", "en");
    }
}
