// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.extension;

/// The stages of a stanza's way in which features take part, in order.
public enum Stage {
    /// A peer that has not signed in asks something.
    STRANGER,
    /// A device binds and sets what it wants.
    BIND,
    /// An element outside of the stanzas.
    NONZA,
    /// What the owner's devices send is seen.
    WITNESS,
    /// May this pass between the account and the peer?
    ADMIT,
    /// What goes along with available presence.
    PRESENCE,
    /// Who is there, and who is asked for?
    ATTEND,
    /// Which devices get this headline?
    FILTER,
    /// Copies for other devices.
    COPY,
    /// Does it belong into the log?
    KEEP,
    /// Does it stay there when it is delivered, and in whose place?
    ARCHIVE,
    /// Is there something for a device that is not there?
    WAKE,
    /// The last available device went away.
    FAREWELL,
    /// May a contact see the owner without a question?
    APPROVE,
    /// A document was kept by somebody else.
    FOLLOW,
    /// Requests of a user to the own account or its server.
    MEMBER,
    /// Requests to an account.
    ACCOUNT,
    /// Requests to the server.
    SERVER,
    /// What people have done from their clients, by filling in forms.
    COMMAND,
    /// May this go to the client now?
    GATE
}
