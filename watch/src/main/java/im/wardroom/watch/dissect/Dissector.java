// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.dissect;

/// Knows one protocol. Has no state of its own: what it wants to remember of a flow is kept in the look at it. Is
/// called on one thread at a time, answers in microseconds and throws nothing, whatever a flow carries.
public interface Dissector {

    /// What it can be found in.
    Transport transport();

    /// Whether a flow may begin with this octet, from whichever side; asked once for each of the 256, so that most
    /// flows never come here.
    default boolean mayBeginWith(int octet) {
        return true;
    }

    /// True of what is told by the absence of anything better: it is asked when all others have said no.
    default boolean isLastResort() {
        return false;
    }

    Answer look(Look look);

    /// What a protocol runs over.
    enum Transport {
        TCP,
        UDP,
        BOTH
    }
}
