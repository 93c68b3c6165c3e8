// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub.rule;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What an entity is to a node (XEP-0060 §4.1).
public enum Affiliation {
    OWNER,
    PUBLISHER,
    PUBLISH_ONLY,
    MEMBER,
    NONE,
    OUTCAST;

    /// As it is written.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Affiliation> of(String word) {
        return Stream.of(values()).filter(a -> a.word().equals(word)).findFirst();
    }
}
