// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.live;

import java.util.Optional;

/// What to watch, and how.
///
/// @param interfaceName of one interface, or [#ALL]
/// @param bufferOctets what waits in the kernel while nobody reads
/// @param promiscuous also what is for other machines
/// @param filter an expression of libpcap; what it leaves out is never seen
/// @param way through what; whatever there is if empty
public record TapSettings(
        String interfaceName, long bufferOctets, boolean promiscuous, Optional<String> filter, Optional<Way> way) {

    public static final String ALL = "any";

    public static final long LEAST_BUFFER = 1 << 20;
    public static final long MOST_BUFFER = 1L << 30;

    public TapSettings {
        if (bufferOctets < LEAST_BUFFER || bufferOctets > MOST_BUFFER) {
            throw new IllegalArgumentException("a buffer has between 1 MiB and 1024 MiB");
        }
    }

    boolean isAll() {
        return interfaceName.equals(ALL);
    }
}
