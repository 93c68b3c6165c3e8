// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.administration;

import im.wardroom.server.extension.ServerActions;
import im.wardroom.server.extension.ServerActions.SignedIn;
import im.wardroom.store.Accounts;
import im.wardroom.store.Role;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Who there is on a domain, and who is here. Every method blocks.
final class Census {

    /// Who has done nothing for so long is idle.
    static final Duration IDLE = Duration.ofMinutes(10);

    private static final int PAGE = 1_000;

    enum Group {
        REGISTERED("registered"),
        DISABLED("disabled"),
        ONLINE("online"),
        ACTIVE("active"),
        IDLE("idle");

        final String word;

        Group(String word) {
            this.word = word;
        }
    }

    /// Some of a group, in the order of their addresses, and how many there are.
    record Members(List<BareJid> first, long count) {}

    private final Accounts accounts;
    private final Supplier<ServerActions> server;
    private final Clock clock;

    Census(Accounts accounts, Supplier<ServerActions> server, Clock clock) {
        this.accounts = accounts;
        this.server = server;
        this.clock = clock;
    }

    /// @param limit of those that are named
    Members of(Group group, Domain domain, int limit) {
        return switch (group) {
            case REGISTERED -> registered(domain, account -> true, limit);
            case DISABLED -> registered(domain, account -> !account.enabled(), limit);
            case ONLINE -> online(domain, active -> true, limit);
            case ACTIVE -> online(domain, active -> active, limit);
            case IDLE -> online(domain, active -> !active, limit);
        };
    }

    private Members registered(Domain domain, Predicate<Accounts.Summary> condition, int limit) {
        List<BareJid> first = new ArrayList<>();
        long count = 0;
        String last = "";
        List<Accounts.Summary> page;
        do {
            page = accounts.list(domain, last, PAGE);
            for (Accounts.Summary account : page) {
                last = account.jid().toString();
                if (account.role() != Role.SERVICE && condition.test(account)) {
                    count++;
                    if (first.size() < limit) {
                        first.add(account.jid());
                    }
                }
            }
        } while (page.size() == PAGE);
        return new Members(first, count);
    }

    /// A user is active if one of the devices is.
    private Members online(Domain domain, Predicate<Boolean> condition, int limit) {
        Instant since = clock.instant().minus(IDLE);
        SortedMap<String, Boolean> users = new TreeMap<>();
        for (SignedIn device : server.get().signedIn()) {
            if (device.jid().domain().equals(domain)) {
                users.merge(device.jid().bare().toString(), !device.active().isBefore(since), Boolean::logicalOr);
            }
        }
        List<BareJid> all = users.entrySet().stream()
                .filter(user -> condition.test(user.getValue()))
                .map(user -> BareJid.parse(user.getKey()))
                .toList();
        return new Members(all.subList(0, Math.min(limit, all.size())), all.size());
    }
}
