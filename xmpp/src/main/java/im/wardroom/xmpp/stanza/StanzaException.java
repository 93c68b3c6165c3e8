// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.stanza;

/// Ends the handling of a stanza with an error to its sender. Caught in one place, where the stanza entered.
public final class StanzaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient StanzaError error;

    public StanzaException(StanzaError error) {
        super(error.condition().element(), null, false, false);
        this.error = error;
    }

    public StanzaException(StanzaError.Condition condition, String text) {
        this(StanzaError.of(condition, text));
    }

    public StanzaError error() {
        return error;
    }
}
