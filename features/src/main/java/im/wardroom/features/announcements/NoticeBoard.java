// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.announcements;

import im.wardroom.store.Store;
import im.wardroom.xmpp.address.Domain;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The texts that stand, of each domain; in memory, as every sign-in asks for them. Thread-safe.
final class NoticeBoard {

    enum Kind {
        MOTD,
        WELCOME
    }

    private final Store store;
    private final Map<String, Notice> standing = new ConcurrentHashMap<>();

    /// Reads what stands. Blocks.
    NoticeBoard(Store store, Collection<Domain> domains) {
        this.store = store;
        for (Domain domain : domains) {
            for (Kind kind : Kind.values()) {
                String key = key(kind, domain);
                store.settings()
                        .read(key)
                        .filter(Notice::isOne)
                        .map(Notice::read)
                        .ifPresent(notice -> standing.put(key, notice));
            }
        }
    }

    private static String key(Kind kind, Domain domain) {
        return "announcement." + kind + '.' + domain;
    }

    @Nullable
    Notice find(Kind kind, Domain domain) {
        return standing.get(key(kind, domain));
    }

    /// It stands when it is on disk. Blocks.
    void put(Kind kind, Domain domain, Notice notice) {
        String key = key(kind, domain);
        store.commit(List.of(notice.put(key))).join();
        standing.put(key, notice);
    }

    /// Blocks.
    void remove(Kind kind, Domain domain) {
        String key = key(kind, domain);
        store.commit(List.of(Notice.remove(key))).join();
        standing.remove(key);
    }
}
