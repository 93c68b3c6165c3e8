// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.extension.command;

/// Something that people can have done from their clients (XEP-0050).
///
/// @param node unique among the commands of an address
/// @param name for people
/// @param first what is done when somebody begins it; there is no form yet
public record AdHocCommand(String node, String name, Audience audience, Step first) {

    public static final String NS = "http://jabber.org/protocol/commands";

    /// Who may see it and carry it out.
    public enum Audience {
        /// Whoever has an account on this server.
        EVERYBODY,
        ADMINISTRATORS
    }
}
