// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.extension.command;

/// One step of a command.
@FunctionalInterface
public interface Step {

    /// May block. A [im.wardroom.xmpp.stanza.StanzaException] is told to who asks, who may try the step again with
    /// another form.
    Progress take(Call call);
}
