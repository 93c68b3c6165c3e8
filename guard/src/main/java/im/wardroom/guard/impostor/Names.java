// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.impostor;

import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Localpart;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// The accounts by what their names look like. Filled by the server; thread-safe. It takes so many accounts and no
/// more: those beyond are not protected.
public final class Names {

    private static final int MOST_ALIKE = 16;

    private final int most;
    private final AtomicInteger size = new AtomicInteger();
    private final ConcurrentMap<String, List<BareJid>> byLook = new ConcurrentHashMap<>();

    public Names(int most) {
        this.most = most;
    }

    /// To be called for each account at the start, and for each that is made.
    public void add(BareJid account) {
        Localpart local = account.local();
        if (local == null || size.get() >= most) {
            return;
        }
        byLook.compute(Likeness.skeleton(local.value()), (look, some) -> {
            if (some != null && (some.contains(account) || some.size() >= MOST_ALIKE)) {
                return some;
            }
            size.incrementAndGet();
            return some == null
                    ? List.of(account)
                    : Stream.concat(some.stream(), Stream.of(account)).toList();
        });
    }

    /// To be called for each account that is removed.
    public void remove(BareJid account) {
        Localpart local = account.local();
        if (local != null) {
            byLook.computeIfPresent(Likeness.skeleton(local.value()), (look, some) -> {
                if (!some.contains(account)) {
                    return some;
                }
                size.decrementAndGet();
                List<BareJid> left =
                        some.stream().filter(one -> !one.equals(account)).toList();
                return left.isEmpty() ? null : left;
            });
        }
    }

    /// Whose name looks like this one.
    List<BareJid> like(String name) {
        return byLook.getOrDefault(Likeness.skeleton(name), List.of());
    }

    /// Somebody whose name looks like this one and is another; nobody if the owner's own name does.
    Optional<BareJid> imitated(String name, BareJid owner) {
        List<BareJid> alike = like(name);
        if (alike.isEmpty() || alike.contains(owner)) {
            return Optional.empty();
        }
        String spoken = Likeness.spoken(name);
        return alike.stream()
                .filter(other -> other.local() != null
                        && !Likeness.spoken(other.local().value()).equals(spoken))
                .findFirst();
    }

    public int size() {
        return size.get();
    }
}
