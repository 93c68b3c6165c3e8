// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.dissect;

/// What a dissector says of a flow after a look at it.
public sealed interface Answer {

    /// This is not mine and never will be: do not ask again.
    Answer NO = new No();

    /// It may be mine: ask again when more has come.
    Answer MORE = new More();

    /// It is mine, there is nothing to report yet, and I want to see all of it; nobody else is asked.
    Answer FOLLOW = new Follow();

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

    record No() implements Answer {}

    record More() implements Answer {}

    record Follow() implements Answer {}

    record Found(Finding finding, boolean follow) implements Answer {}

    /// A proxy or an upgrade: another conversation begins after so many octets of the client and the server, as if
    /// these had not been. TCP only.
    record Within(int client, int server) implements Answer {}
}
