// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.flood;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.wardroom.xmpp.address.Jid;
import java.net.InetAddress;
import java.util.concurrent.ThreadLocalRandom;

/// The meters of many subjects of one sort, by a number that stands for each: of the rest, the least used are
/// forgotten. Thread-safe.
final class Meters {

    private final Cache<Long, Meter> all;
    private final int buckets;
    private final long salt = ThreadLocalRandom.current().nextLong();

    /// @param subjects that are remembered at most
    Meters(int subjects, int buckets) {
        this.all = Caffeine.newBuilder().maximumSize(subjects).build();
        this.buckets = buckets;
    }

    Meter of(Jid subject) {
        return of(Fingerprint.of(subject, salt));
    }

    /// That of the party to which the address belongs.
    Meter of(InetAddress subject) {
        return of(Fingerprint.ofSite(subject, salt));
    }

    private Meter of(long key) {
        return all.get(key, unknown -> new Meter(buckets));
    }

    long size() {
        all.cleanUp();
        return all.estimatedSize();
    }
}
