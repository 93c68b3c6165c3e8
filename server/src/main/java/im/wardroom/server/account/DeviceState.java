// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

import im.wardroom.server.extension.Extensions;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import org.jspecify.annotations.Nullable;

/// What is kept of a device, so that its stream can be resumed after a restart: its presence, whether it wants roster
/// pushes, and what features it turned on, in the words of the requests that turn them on.
record DeviceState(Element element) {

    private static final String NS = "urn:wardroom:device:0";

    static DeviceState of(Device device, Extensions extensions) {
        Element state = Element.of(NS, "device");
        if (device.isInterested()) {
            state = state.with(Element.of(Namespaces.ROSTER, "query"));
        }
        for (Element request : extensions.bindsOf(device)) {
            state = state.with(request);
        }
        Presence presence = device.presence();
        return new DeviceState(presence == null ? state : state.with(presence.element()));
    }

    static DeviceState read(byte[] bytes) {
        return new DeviceState(Element.read(bytes, NS));
    }

    byte[] toBytes() {
        return element.toBytes(NS);
    }

    @Nullable
    Presence presence() {
        Element presence = element.child(Namespaces.CLIENT, "presence");
        return presence == null ? null : (Presence) Stanza.parse(presence);
    }

    /// All but the presence.
    void applyTo(Device device, Extensions extensions) {
        if (element.has(Namespaces.ROSTER, "query")) {
            device.interested();
        }
        element.elements().forEach(request -> {
            var handler = extensions.bind(request);
            if (handler != null) {
                handler.accept(device);
            }
        });
    }
}
