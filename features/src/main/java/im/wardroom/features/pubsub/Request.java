// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub;

/// One kind of request to an account's nodes.
@FunctionalInterface
interface Request {

    /// Answers, now or later, or throws a [im.wardroom.xmpp.stanza.StanzaException].
    void handle(Call call);
}
