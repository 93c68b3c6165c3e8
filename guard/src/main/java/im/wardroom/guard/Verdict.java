// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard;

import im.wardroom.xmpp.stanza.Stanza;

/// What becomes of an act.
public sealed interface Verdict {

    Verdict PASS = new Pass();

    /// It goes on as it is.
    record Pass() implements Verdict {}

    /// It goes on in another form: with a warning, or without what must not be seen.
    record Annotate(Stanza stanza, Finding finding) implements Verdict {}

    /// It is kept out of sight until somebody decides.
    record Hold(Finding finding, Until until) implements Verdict {}

    /// It does not pass; the sender is told.
    record Refuse(Finding finding) implements Verdict {}

    /// It does not pass, and neither does anything else of the sender.
    record Quarantine(Finding finding) implements Verdict {}

    /// Who decides what becomes of what is held.
    enum Until {
        /// The sender shows to be a person; without an answer in time the account is quarantined.
        SENDER_IS_A_PERSON,
        /// The sender says that it is meant to be sent; without an answer in time it is dropped.
        SENDER_CONFIRMS,
        /// The recipient asks for it; without that it is dropped when its time is over.
        RECIPIENT_ASKS
    }
}
