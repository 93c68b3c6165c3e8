// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.labels;

import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Knows which labels one may use towards whom. Returns at once; thread-safe.
@FunctionalInterface
public interface LabelCatalogue {

    /// There are no labels.
    LabelCatalogue NONE = (asker, recipient) -> Optional.empty();

    /// Nothing if there are no labels on this server.
    Optional<Catalogue> of(BareJid asker, BareJid recipient);

    /// @param restrictive whether clients shall let people choose from it only
    record Catalogue(boolean restrictive, List<Item> items) {
        public Catalogue {
            items = List.copyOf(items);
        }
    }

    /// @param selector its place in a menu, or null
    /// @param usual whether it is the one that a client shall choose by itself
    /// @param label a `securitylabel` element
    record Item(@Nullable String selector, boolean usual, Element label) {}
}
