// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.flood;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.wardroom.xmpp.address.BareJid;
import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.LongStream;

/// Who knows whom, read from rosters when it is first asked for, and learned from what people send. A person who is
/// known takes eight bytes; so many are remembered in all, and the least used accounts are forgotten. Thread-safe.
public final class Acquaintances implements Acquaintance {

    /// Of one account.
    private static final int MOST_PER_ACCOUNT = 20_000;

    private static final long[] NOBODY = {};

    /// @param known sorted
    /// @param complete the roster was read
    private record Circle(long[] known, boolean complete) {

        boolean has(long other) {
            return Arrays.binarySearch(known, other) >= 0;
        }

        Circle with(long[] more, boolean nowComplete) {
            long[] all = LongStream.concat(Arrays.stream(known), Arrays.stream(more))
                    .distinct()
                    .limit(MOST_PER_ACCOUNT)
                    .sorted()
                    .toArray();
            return new Circle(all, complete || nowComplete);
        }
    }

    private final Function<BareJid, CompletableFuture<? extends Collection<BareJid>>> rosters;
    private final Cache<BareJid, AtomicReference<Circle>> circles;
    private final long salt = ThreadLocalRandom.current().nextLong();

    /// @param most people that are known, in all
    /// @param rosters reads the contacts of an account, elsewhere
    public Acquaintances(long most, Function<BareJid, CompletableFuture<? extends Collection<BareJid>>> rosters) {
        this.rosters = rosters;
        // An account that knows nobody takes its place, too.
        this.circles = Caffeine.newBuilder()
                .maximumWeight(most)
                .<BareJid, AtomicReference<Circle>>weigher(
                        (owner, circle) -> circle.get().known().length + 16)
                .build();
    }

    @Override
    public Answer knows(BareJid owner, BareJid other) {
        Circle circle = circle(owner).get();
        if (circle.has(fingerprint(other))) {
            return Answer.YES;
        }
        return circle.complete() ? Answer.NO : Answer.NOT_YET_KNOWN;
    }

    private AtomicReference<Circle> circle(BareJid owner) {
        AtomicReference<Circle> found = circles.getIfPresent(owner);
        if (found != null) {
            return found;
        }
        AtomicReference<Circle> begun = new AtomicReference<>(new Circle(NOBODY, false));
        AtomicReference<Circle> other = circles.asMap().putIfAbsent(owner, begun);
        if (other != null) {
            return other;
        }
        // What was read in vain is asked for again, once it has been forgotten.
        var _ = rosters.apply(owner)
                .thenAccept(contacts -> add(
                        owner,
                        begun,
                        contacts.stream().mapToLong(this::fingerprint).toArray(),
                        true));
        return begun;
    }

    private void add(BareJid owner, AtomicReference<Circle> circle, long[] more, boolean complete) {
        circle.updateAndGet(current -> current.with(more, complete));
        // So that it is weighed anew.
        circles.asMap().computeIfPresent(owner, (key, current) -> current);
    }

    @Override
    public void learned(BareJid owner, BareJid other) {
        long fingerprint = fingerprint(other);
        AtomicReference<Circle> circle = circle(owner);
        Circle current = circle.get();
        if (!current.has(fingerprint) && current.known().length < MOST_PER_ACCOUNT) {
            add(owner, circle, new long[] {fingerprint}, false);
        }
    }

    @Override
    public int count(BareJid owner) {
        AtomicReference<Circle> circle = circles.getIfPresent(owner);
        return circle == null ? 0 : circle.get().known().length;
    }

    private long fingerprint(BareJid jid) {
        return Fingerprint.of(jid, salt);
    }
}
