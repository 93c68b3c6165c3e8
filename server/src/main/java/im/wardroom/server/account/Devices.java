// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

import im.wardroom.xmpp.address.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The connected devices of one account. Belongs to the account.
final class Devices {

    private final Map<SessionId, Device> bySession = new LinkedHashMap<>(4);

    void add(Device device) {
        bySession.put(device.session(), device);
    }

    @Nullable
    Device remove(SessionId session) {
        return bySession.remove(session);
    }

    @Nullable
    Device find(SessionId session) {
        return bySession.get(session);
    }

    @Nullable
    Device find(Resource resource) {
        for (Device device : bySession.values()) {
            if (device.jid().resource().equals(resource)) {
                return device;
            }
        }
        return null;
    }

    Collection<Device> all() {
        return bySession.values();
    }

    List<Device> where(Predicate<Device> condition) {
        List<Device> found = new ArrayList<>(bySession.size());
        for (Device device : bySession.values()) {
            if (condition.test(device)) {
                found.add(device);
            }
        }
        return found;
    }

    List<Device> available() {
        return where(Device::isAvailable);
    }

    boolean isEmpty() {
        return bySession.isEmpty();
    }
}
