// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

import im.wardroom.xmpp.address.BareJid;
import java.net.InetAddress;
import java.util.List;

/// Where an account signs in from. Every method may block.
public interface Devices {

    /// The latest first. All the devices that give no id are one.
    List<Device> of(BareJid owner);

    /// True if a device with this id, or any device from this address, has signed in to the account.
    boolean isKnown(BareJid owner, @org.jspecify.annotations.Nullable String device, InetAddress address);
}
