// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.xml;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The attributes of an element, in the order in which they were set. They are few: looking along the line takes less
/// time and memory than a hash table. Immutable.
final class Attributes extends AbstractMap<String, String> {

    static final Attributes NONE = new Attributes(new String[0]);

    private static final int ABSENT = -1;

    /// Each key with its value behind it.
    private final String[] pairs;

    private Attributes(String[] pairs) {
        this.pairs = pairs;
    }

    /// @param pairs each key with its value behind it; no key twice; not copied
    static Attributes of(String[] pairs) {
        return pairs.length == 0 ? NONE : new Attributes(pairs);
    }

    /// Where a key is among the first `used` of what will be pairs, or a negative number.
    static int find(String[] pairs, int used, Object key) {
        for (int i = 0; i < used; i += 2) {
            if (pairs[i].equals(key)) {
                return i;
            }
        }
        return ABSENT;
    }

    /// Changed so that the key has this value, or is not there where it is null.
    Attributes with(String key, @Nullable String value) {
        int at = find(pairs, pairs.length, key);
        if (value == null) {
            return at < 0 ? this : without(at);
        }
        if (at >= 0 && pairs[at + 1].equals(value)) {
            return this;
        }
        String[] changed = Arrays.copyOf(pairs, at < 0 ? pairs.length + 2 : pairs.length);
        int place = at < 0 ? pairs.length : at;
        changed[place] = key;
        changed[place + 1] = value;
        return new Attributes(changed);
    }

    private Attributes without(int at) {
        String[] left = new String[pairs.length - 2];
        System.arraycopy(pairs, 0, left, 0, at);
        System.arraycopy(pairs, at + 2, left, at, left.length - at);
        return of(left);
    }

    String key(int index) {
        return pairs[2 * index];
    }

    String value(int index) {
        return pairs[2 * index + 1];
    }

    @Override
    public int size() {
        return pairs.length / 2;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return get(key) != null;
    }

    @Override
    public @Nullable String get(@Nullable Object key) {
        int at = key == null ? ABSENT : find(pairs, pairs.length, key);
        return at < 0 ? null : pairs[at + 1];
    }

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return Attributes.this.size();
            }

            @Override
            public Iterator<Map.Entry<String, String>> iterator() {
                return new Entries();
            }
        };
    }

    private final class Entries implements Iterator<Map.Entry<String, String>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < size();
        }

        @Override
        public Map.Entry<String, String> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            int index = next++;
            return Map.entry(key(index), value(index));
        }
    }
}
