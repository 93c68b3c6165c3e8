// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.extension.command;

import im.wardroom.xmpp.xml.Element;

/// What people are told about a command (XEP-0050 §4.3).
///
/// @param type `info`, `warn` or `error`
public record Note(String type, String text) {

    public static Note info(String text) {
        return new Note("info", text);
    }

    /// It was done, but not all that belongs to it.
    public static Note warning(String text) {
        return new Note("warn", text);
    }

    /// XEP-0050 §3.6: something of a command that has ended did not succeed.
    public static Note error(String text) {
        return new Note("error", text);
    }

    Element toElement() {
        return Element.of(AdHocCommand.NS, "note", text).with("type", type);
    }
}
