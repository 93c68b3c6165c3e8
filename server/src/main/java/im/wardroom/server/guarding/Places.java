// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.guarding;

import im.wardroom.guard.address.Network;
import im.wardroom.guard.signin.SignIn;
import im.wardroom.store.Change;
import im.wardroom.store.Device;
import im.wardroom.store.Store;
import im.wardroom.xmpp.address.BareJid;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The networks from which each account has signed in, as documents of the account: its last few dozen.
final class Places {

    private static final Logger LOG = LoggerFactory.getLogger(Places.class);

    static final String NS = "urn:wardroom:networks:0";

    private static final int MOST = 50;

    private final Store store;
    private final Clock clock;

    Places(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Says what is new about a sign-in, and remembers its network. Before the device is remembered; may block.
    ///
    /// @param device its id; null if it has none
    /// @param name what it calls itself
    SignIn seen(BareJid account, InetAddress address, @Nullable String device, @Nullable String name) {
        List<Device> devices = store.devices().of(account);
        Map<String, byte[]> networks = store.documents().all(account, NS);
        String network = Network.provider(address).toString();
        boolean known = networks.containsKey(network)
                || networks.isEmpty() && !devices.isEmpty()
                || store.devices().isKnown(account, null, address);
        boolean newDevice = devices.stream().noneMatch(one -> Objects.equals(one.id(), device));
        remember(account, network, networks);
        return new SignIn(account, clock.instant(), address, name, newDevice, !known, devices.isEmpty());
    }

    /// One write a day for each network.
    private void remember(BareJid account, String network, Map<String, byte[]> networks) {
        byte[] today = clock.instant().toString().substring(0, 10).getBytes(StandardCharsets.US_ASCII);
        if (Arrays.equals(today, networks.get(network))) {
            return;
        }
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.PutDocument(account, NS, network, today));
        if (networks.size() >= MOST && !networks.containsKey(network)) {
            networks.entrySet().stream()
                    .min(Map.Entry.comparingByValue(
                            Comparator.comparing(value -> new String(value, StandardCharsets.US_ASCII))))
                    .ifPresent(oldest -> changes.add(new Change.RemoveDocument(account, NS, oldest.getKey())));
        }
        store.commit(changes).exceptionally(failure -> {
            LOG.atWarn().setCause(failure).addKeyValue("account", account).log("a network is not remembered");
            return null;
        });
    }
}
