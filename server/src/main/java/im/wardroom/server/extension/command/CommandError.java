// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.extension.command;

import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What can be wrong with a request that belongs to a command (XEP-0050 §4.4).
public enum CommandError {
    MALFORMED_ACTION(Condition.BAD_REQUEST),
    BAD_ACTION(Condition.BAD_REQUEST),
    BAD_LOCALE(Condition.BAD_REQUEST),
    BAD_PAYLOAD(Condition.BAD_REQUEST),
    BAD_SESSIONID(Condition.BAD_REQUEST),
    SESSION_EXPIRED(Condition.NOT_ALLOWED);

    private final Condition condition;

    CommandError(Condition condition) {
        this.condition = condition;
    }

    public StanzaException because(@Nullable String text) {
        Element specific =
                Element.of(AdHocCommand.NS, name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return new StanzaException(new StanzaError(condition, text, specific));
    }
}
