// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub.rule;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// How far a subscription has come (XEP-0060 §4.2).
public enum Subscription {
    NONE,
    PENDING,
    SUBSCRIBED;

    /// As it is written.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Subscription> of(String word) {
        return Stream.of(values()).filter(s -> s.word().equals(word)).findFirst();
    }
}
