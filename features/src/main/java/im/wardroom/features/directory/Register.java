// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.directory;

import im.wardroom.features.directory.DirectorySettings.Listed;
import im.wardroom.store.Accounts;
import im.wardroom.store.Role;
import im.wardroom.store.Store;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// The people of each domain, in memory, so that a search does not read everybody's visiting card: read when somebody
/// searches for the first time, and told of what changes. Who came or went in the last minute may be missed, but who
/// may not sign in is never shown. Thread-safe.
final class Register {

    static final String NS = "directory";
    static final String LISTED = "listed";
    private static final String CARD_NS = "vcard-temp";
    private static final String CARD = "vCard";
    private static final byte[] NONE = {};
    private static final int PAGE = 1_000;

    /// After which accounts are looked for that came or went.
    static final Duration FRESH = Duration.ofMinutes(1);

    /// After which everything is read anew, whatever may have been missed.
    static final Duration LIFE = Duration.ofHours(1);

    private final Store store;
    private final Listed listed;
    private final Clock clock;
    private final Map<Domain, People> byDomain = new ConcurrentHashMap<>();

    private static final class People {
        final NavigableMap<String, Entry> entries = new ConcurrentSkipListMap<>();
        Instant begun = Instant.MIN;
        Instant looked = Instant.MIN;
    }

    /// @param more fit, as far as is known without another read
    record Found(List<Entry> entries, boolean more) {}

    Register(Store store, Listed listed, Clock clock) {
        this.store = store;
        this.listed = listed;
        this.clock = clock;
    }

    /// Those who fit, in the order of their addresses. The store is asked only about those who are shown. Blocks.
    Found search(Domain domain, Search search, int limit) {
        People people = byDomain.computeIfAbsent(domain, d -> new People());
        refresh(domain, people);
        Iterator<Entry> fitting = people.entries.values().stream()
                .filter(entry -> entry.listed() && search.fits(entry))
                .iterator();
        List<Entry> shown = new ArrayList<>();
        // Many may have been shut out since the last look; that must not make a search long.
        for (int reads = 0; reads < 2 * limit && shown.size() < limit && fitting.hasNext(); reads++) {
            Entry entry = fitting.next();
            if (isPerson(entry.jid())) {
                shown.add(entry);
            }
        }
        return new Found(shown, fitting.hasNext());
    }

    private boolean isPerson(BareJid jid) {
        return store.accounts().find(jid).filter(Register::isPerson).isPresent();
    }

    private static boolean isPerson(Accounts.Summary account) {
        return account.enabled() && account.role() != Role.SERVICE;
    }

    private void refresh(Domain domain, People people) {
        synchronized (people) {
            Instant now = clock.instant();
            if (now.isAfter(people.begun.plus(LIFE))) {
                people.entries.clear();
                people.begun = now;
                people.looked = Instant.MIN;
            }
            if (now.isAfter(people.looked.plus(FRESH))) {
                look(domain, people);
                people.looked = now;
            }
        }
    }

    private void look(Domain domain, People people) {
        Set<String> here = new HashSet<>();
        String last = "";
        List<Accounts.Summary> page;
        do {
            page = store.accounts().list(domain, last, PAGE);
            for (Accounts.Summary account : page) {
                last = account.jid().toString();
                if (isPerson(account)) {
                    here.add(last);
                    people.entries.computeIfAbsent(last, name -> read(account.jid()));
                }
            }
        } while (page.size() == PAGE);
        people.entries.keySet().retainAll(here);
    }

    private Entry read(BareJid jid) {
        byte[] card = store.documents().read(jid, CARD_NS, CARD).orElse(NONE);
        return Entry.of(jid, card, isListed(jid));
    }

    /// Whether the person wants to be found, or what is usual here. Blocks.
    boolean isListed(BareJid jid) {
        return store.documents()
                .read(jid, NS, LISTED)
                .map(kept -> kept.length > 0 && kept[0] == '1')
                .orElse(listed == Listed.EVERYBODY);
    }

    /// The person wants to be found, or not.
    void list(BareJid jid, boolean wanted) {
        People people = byDomain.get(jid.domain());
        if (people != null) {
            people.entries.computeIfPresent(jid.toString(), (name, entry) -> entry.with(wanted));
        }
    }

    /// The person has another visiting card.
    void card(BareJid jid, byte[] card) {
        People people = byDomain.get(jid.domain());
        if (people != null) {
            people.entries.computeIfPresent(jid.toString(), (name, entry) -> Entry.of(jid, card, entry.listed()));
        }
    }
}
