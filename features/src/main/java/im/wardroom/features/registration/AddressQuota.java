// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.registration;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Counts accounts that one address made within an hour. An IPv6 network of 64 bits counts as one address, as it is
/// what one customer gets. Remembers so many addresses and forgets the oldest. Thread-safe.
final class AddressQuota {

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int MAX_ADDRESSES = 10_000;
    private static final int NETWORK_BYTES = 8;

    private record Window(Instant began, int count) {}

    private final int limit;
    private final Clock clock;
    private final Map<InetAddress, Window> windows = new LinkedHashMap<>();

    AddressQuota(int limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
    }

    /// Takes one if there is one left.
    synchronized boolean take(InetAddress address) {
        InetAddress network = network(address);
        Instant now = clock.instant();
        Window window = windows.get(network);
        if (window == null || !now.isBefore(window.began().plus(WINDOW))) {
            window = new Window(now, 0);
            windows.remove(network);
        }
        if (window.count() >= limit) {
            return false;
        }
        windows.put(network, new Window(window.began(), window.count() + 1));
        if (windows.size() > MAX_ADDRESSES) {
            windows.remove(windows.keySet().iterator().next());
        }
        return true;
    }

    /// Gives one back that was not used.
    synchronized void giveBack(InetAddress address) {
        windows.computeIfPresent(
                network(address), (network, window) -> new Window(window.began(), Math.max(0, window.count() - 1)));
    }

    synchronized int size() {
        return windows.size();
    }

    private static InetAddress network(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
