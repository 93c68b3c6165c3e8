// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.quarantine;

import im.wardroom.xmpp.address.BareJid;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The accounts in quarantine. What is to be kept of a change is up to the listener. Thread-safe; there are at most as
/// many as accounts.
public final class Quarantines {

    /// Told of every change, on the thread that makes it.
    public interface Listener {
        /// Keeps nothing.
        Listener NONE = new Listener() {
            @Override
            public void begun(Quarantine quarantine) {}

            @Override
            public void agreed(Quarantine quarantine) {}

            @Override
            public void ended(Quarantine quarantine) {}
        };

        void begun(Quarantine quarantine);

        /// An officer has agreed to its end, and another one must.
        void agreed(Quarantine quarantine);

        void ended(Quarantine quarantine);
    }

    private final ConcurrentMap<BareJid, Quarantine> all = new ConcurrentHashMap<>();
    private final Supplier<QuarantineRules> rules;
    private final Listener listener;

    public Quarantines(Supplier<QuarantineRules> rules, Listener listener) {
        this.rules = rules;
        this.listener = listener;
    }

    /// Those that an earlier life of the server had.
    public void restore(Collection<Quarantine> kept) {
        kept.forEach(quarantine -> all.put(quarantine.account(), quarantine));
    }

    /// Null if the account is free.
    public @Nullable Quarantine of(BareJid account, Instant now) {
        Quarantine found = all.isEmpty() ? null : all.get(account);
        if (found == null || !found.isOver(now)) {
            return found;
        }
        if (all.remove(account, found)) {
            listener.ended(found);
        }
        return null;
    }

    /// How many there are.
    public long count(Instant now) {
        return all.values().stream().filter(each -> !each.isOver(now)).count();
    }

    public List<Quarantine> all(Instant now) {
        return all.keySet().stream()
                .flatMap(account -> Optional.ofNullable(of(account, now)).stream())
                .sorted(Comparator.comparing(Quarantine::since))
                .toList();
    }

    /// False if it is in quarantine already: the first reason stays.
    public boolean begin(BareJid account, Instant now, String reason, String reference, String text) {
        var lasts = rules.get().lasts();
        Instant until = lasts.isZero() ? null : now.plus(lasts);
        Quarantine begun = new Quarantine(account, now, until, reason, reference, text, Set.of());
        if (of(account, now) != null || all.putIfAbsent(account, begun) != null) {
            return false;
        }
        listener.begun(begun);
        return true;
    }

    /// What came of an officer's wish to end it.
    public enum Release {
        DONE,
        /// Another officer has to agree.
        ANOTHER_NEEDED,
        NOT_CONFINED
    }

    public Release release(BareJid account, String officer, Instant now) {
        while (true) {
            Quarantine found = of(account, now);
            if (found == null) {
                return Release.NOT_CONFINED;
            }
            Quarantine agreed = found.agreedBy(officer);
            if (agreed.releasedBy().size() >= rules.get().officers()) {
                if (all.remove(account, found)) {
                    listener.ended(agreed);
                    return Release.DONE;
                }
            } else if (all.replace(account, found, agreed)) {
                listener.agreed(agreed);
                return Release.ANOTHER_NEEDED;
            }
        }
    }
}
