// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.guarding;

import im.wardroom.guard.Policy;
import im.wardroom.store.Accounts;
import im.wardroom.store.Role;
import im.wardroom.store.Store;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// Who is told of alarms: those that the policy names, or the administrators. Thread-safe.
final class Officers implements Supplier<Set<BareJid>> {

    private static final int PAGE = 1_000;

    private final Store store;
    private final List<Domain> domains;
    private final Supplier<Policy> policy;
    private volatile Set<BareJid> administrators = Set.of();

    Officers(Store store, Collection<Domain> domains, Supplier<Policy> policy) {
        this.store = store;
        this.domains = List.copyOf(domains);
        this.policy = policy;
    }

    @Override
    public Set<BareJid> get() {
        Set<BareJid> named = policy.get().officers();
        return named.isEmpty() ? administrators : named;
    }

    /// Looks who is an administrator now. May block.
    void refresh() {
        if (!policy.get().officers().isEmpty()) {
            return;
        }
        Set<BareJid> found = new HashSet<>();
        for (Domain domain : domains) {
            String after = "";
            List<Accounts.Summary> page;
            do {
                page = store.accounts().list(domain, after, PAGE);
                for (Accounts.Summary account : page) {
                    if (account.role() == Role.ADMINISTRATOR && account.enabled()) {
                        found.add(account.jid());
                    }
                    after = account.jid().toString();
                }
            } while (page.size() == PAGE);
        }
        administrators = Set.copyOf(found);
    }
}
