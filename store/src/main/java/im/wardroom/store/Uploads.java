// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

import im.wardroom.xmpp.address.BareJid;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known of uploaded files. Every method may block.
public interface Uploads {

    /// What one account has taken, what it was only given room for included.
    record Usage(long bytes, long files) {}

    Optional<Upload> find(String id);

    Usage usage(BareJid owner);

    /// The newest ones of an account, whether they were sent or not.
    List<Upload> of(BareJid owner, int limit);

    /// Those that should be removed, the oldest first: given room for before `slots` and never sent; expired at `now`;
    /// no pictures of people, and made before `oldest`; of accounts that are gone. No file of a held account.
    ///
    /// @param oldest null keeps them for ever
    List<Upload> outlived(Instant now, Instant slots, @Nullable Instant oldest, int limit);
}
