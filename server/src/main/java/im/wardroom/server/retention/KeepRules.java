// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.retention;

import im.wardroom.store.Change;
import im.wardroom.store.Documents;
import im.wardroom.xmpp.address.BareJid;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What stays of whose archive: the rule for everybody, and those of single accounts, which are documents of the
/// account and go with it. Thread-safe.
public final class KeepRules {

    private static final String NS = "wardroom:keep";
    private static final String AGE = "age";
    private static final String COUNT = "count";
    private static final String ANY = "any";

    private final Documents documents;
    private final Keep standard;

    /// @param standard for accounts without a rule of their own
    public KeepRules(Documents documents, Keep standard) {
        this.documents = documents;
        this.standard = standard;
    }

    public Keep standard() {
        return standard;
    }

    /// May block.
    public Keep of(BareJid account) {
        Map<String, byte[]> own = documents.all(account, NS);
        Keep keep = standard;
        if (own.containsKey(AGE)) {
            keep = keep.withAge(text(own, AGE).map(Duration::parse));
        }
        if (own.containsKey(COUNT)) {
            keep = keep.withCount(text(own, COUNT)
                    .map(count -> OptionalInt.of(Integer.parseInt(count)))
                    .orElse(OptionalInt.empty()));
        }
        return keep;
    }

    private static Optional<String> text(Map<String, byte[]> own, String key) {
        return Optional.ofNullable(own.get(key))
                .map(value -> new String(value, StandardCharsets.US_ASCII))
                .filter(value -> !value.equals(ANY));
    }

    /// Gives the account an age of its own.
    public static Change age(BareJid account, Optional<Duration> age) {
        return put(account, AGE, age.map(Duration::toString).orElse(ANY));
    }

    /// Gives the account a number of its own.
    public static Change count(BareJid account, OptionalInt count) {
        return put(account, COUNT, count.isPresent() ? Integer.toString(count.getAsInt()) : ANY);
    }

    private static Change put(BareJid account, String key, String value) {
        return new Change.PutDocument(account, NS, key, value.getBytes(StandardCharsets.US_ASCII));
    }

    /// The rule for everybody's age holds for the account again.
    public static Change standardAge(BareJid account) {
        return new Change.RemoveDocument(account, NS, AGE);
    }

    public static Change standardCount(BareJid account) {
        return new Change.RemoveDocument(account, NS, COUNT);
    }
}
