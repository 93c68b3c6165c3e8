// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.extension;

import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.address.Resource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What a feature may ask of the running server. Thread-safe.
public interface ServerActions {

    /// Makes two accounts each other's contacts, without a question. Completes when both rosters are kept.
    CompletableFuture<Void> befriend(BareJid one, BareJid other);

    /// The domains of the components that are connected (XEP-0114).
    List<Domain> components();

    /// Ends the sessions of the account, but for the spared one; nobody can resume them. Completes when that was done.
    CompletableFuture<Void> evict(BareJid account, String reason, @Nullable Resource spared);
}
