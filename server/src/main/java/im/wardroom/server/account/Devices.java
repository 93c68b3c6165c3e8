// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

import im.wardroom.xmpp.address.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The connected devices of one account, in the order in which they came. They are few: looking along the line takes
/// less time than a hash table. Belongs to the account.
final class Devices {

    private final List<Device> all = new ArrayList<>(2);

    void add(Device device) {
        all.add(device);
    }

    void remove(SessionId session) {
        all.removeIf(device -> device.session().value() == session.value());
    }

    @Nullable
    Device find(SessionId session) {
        for (int i = 0; i < all.size(); i++) {
            Device device = all.get(i);
            if (device.session().value() == session.value()) {
                return device;
            }
        }
        return null;
    }

    @Nullable
    Device find(Resource resource) {
        for (Device device : all) {
            if (device.jid().resource().equals(resource)) {
                return device;
            }
        }
        return null;
    }

    Collection<Device> all() {
        return all;
    }

    List<Device> where(Predicate<Device> condition) {
        List<Device> found = new ArrayList<>(all.size());
        for (Device device : all) {
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
        return all.isEmpty();
    }
}
