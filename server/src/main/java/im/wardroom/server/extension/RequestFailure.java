// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.extension;

import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the asker is told of a request that failed: the error that the handler chose, or else no more than that
/// something is wrong here, which is logged.
public final class RequestFailure {

    private static final Logger LOG = LoggerFactory.getLogger(RequestFailure.class);

    private RequestFailure() {}

    public static StanzaError errorOf(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof StanzaException refused) {
            return refused.error();
        }
        LOG.atError().setCause(cause).log("a request failed");
        return StanzaError.of(Condition.INTERNAL_SERVER_ERROR);
    }
}
