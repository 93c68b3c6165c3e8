// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.dissect;

/// What a dissector says of a flow after a look at it. Nearly all say no or more: these are compared, as a switch over
/// types takes long at the start.
public sealed interface Answer {

    /// This is not mine and never will be: do not ask again.
    Answer NO = new Word();

    /// It may be mine: ask again when more has come.
    Answer MORE = new Word();

    /// It is mine, there is nothing to report yet, and I want to see all of it; nobody else is asked.
    Answer FOLLOW = new Word();

    static Answer found(Finding finding) {
        return new Found(finding, false);
    }

    /// Found, and what still comes may bring more findings.
    static Answer foundAndFollow(Finding finding) {
        return new Found(finding, true);
    }

    static Answer found(boolean is, Finding finding) {
        return is ? found(finding) : NO;
    }

    /// [#NO], [#MORE] or [#FOLLOW].
    final class Word implements Answer {
        private Word() {}
    }

    record Found(Finding finding, boolean follow) implements Answer {}

    /// A proxy or an upgrade: another conversation begins after so many octets of the client and the server, as if
    /// these had not been. TCP only.
    record Within(int client, int server) implements Answer {}
}
