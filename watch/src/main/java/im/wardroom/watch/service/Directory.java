// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.service;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// What vendors publish about names, addresses and marks of their services, and what an administrator adds. Answers
/// who is behind a name or an address; does not look at flows. Immutable, for any thread.
public final class Directory {

    private static final String STANDARD = "directory.tsv";
    private static final int MOST_LABELS = 32;

    private final List<Entry> entries;
    private final Map<String, Entry> hosts = new HashMap<>();
    private final Map<String, Entry> exact = new HashMap<>();
    private final Map<Entry.Kind, Map<String, Entry>> marks = new HashMap<>();
    private final Networks networks;

    Directory(List<Entry> entries) {
        this.entries = List.copyOf(entries);
        SequencedMap<String, Entry> ranges = new LinkedHashMap<>();
        for (Entry entry : entries) {
            switch (entry.kind()) {
                case HOST -> hosts.put(entry.value(), entry);
                case EXACT -> exact.put(entry.value(), entry);
                // What comes later, an administrator's line, takes the place of what is there.
                case NETWORK -> ranges.putLast(entry.value(), entry);
                case PORT, JA4, JA3, AGENT, PROTOCOL, CERTIFICATE, REALM ->
                    marks.computeIfAbsent(entry.kind(), kind -> new HashMap<>()).put(entry.value(), entry);
            }
        }
        networks = new Networks(ranges.values());
    }

    /// What is known without anybody adding to it.
    public static Directory standard() {
        return new Directory(DirectoryFile.builtIn(STANDARD));
    }

    /// This directory and the lines of another file, which prevail.
    ///
    /// @param name of the file, for messages
    /// @throws IllegalArgumentException if a line is wrong, with what was expected
    public Directory with(String name, Reader file) throws IOException {
        List<Entry> all = new ArrayList<>(entries);
        all.addAll(DirectoryFile.read(name, file));
        return new Directory(all);
    }

    public List<Entry> entries() {
        return entries;
    }

    /// The entry with the longest name that `host` is or is below; empty as well if that says that it is nobody's.
    ///
    /// @param host in small letters, without a dot at its end
    public Optional<Entry> host(String host) {
        return owned(longest(host));
    }

    /// Whether a host is the organisation's own.
    public boolean allows(String host) {
        Entry found = longest(host);
        return found != null && found.isAllowed();
    }

    /// Whether an address is the organisation's own.
    public boolean allows(long high, long low) {
        Entry found = networks.find(high, low);
        return found != null && found.isAllowed();
    }

    private @Nullable Entry longest(String host) {
        Entry found = exact.get(host);
        String name = host.startsWith("*.") ? host.substring(2) : host;
        for (int i = 0; found == null && i < MOST_LABELS; i++) {
            found = hosts.get(name);
            int dot = name.indexOf('.');
            if (dot < 0) {
                break;
            }
            name = name.substring(dot + 1);
        }
        return found;
    }

    /// The entry of the narrowest network with this address. IPv4 is `::ffff:a.b.c.d`.
    public Optional<Entry> address(long high, long low) {
        return owned(networks.find(high, low));
    }

    /// @param protocol `tcp` or `udp`
    public Optional<Entry> port(String protocol, int port) {
        return mark(Entry.Kind.PORT, protocol + "/" + port);
    }

    public Optional<Entry> mark(Entry.Kind kind, String value) {
        return owned(marks.getOrDefault(kind, Map.of()).get(value));
    }

    /// Whether there is any such mark: what costs something to make need not be made for nothing.
    public boolean has(Entry.Kind kind) {
        return marks.containsKey(kind);
    }

    /// The entry whose value `text` begins with.
    public Optional<Entry> beginning(Entry.Kind kind, String text) {
        for (Entry entry : marks.getOrDefault(kind, Map.of()).values()) {
            if (text.startsWith(entry.value())) {
                return owned(entry);
            }
        }
        return Optional.empty();
    }

    private static Optional<Entry> owned(@Nullable Entry entry) {
        return entry == null || entry.service().isEmpty() ? Optional.empty() : Optional.of(entry);
    }
}
