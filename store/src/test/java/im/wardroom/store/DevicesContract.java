// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store promises of devices.
public abstract class DevicesContract extends StoreContract {

    protected DevicesContract(Backend backend) {
        super(backend);
    }

    @BeforeEach
    void romeoHasAnAccount() {
        create(ROMEO);
    }

    private static InetAddress address(int last) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) last});
    }

    @Test
    void deviceIsKnownByItsIdOrItsAddress() throws UnknownHostException {
        commit(new Change.SawDevice(ROMEO, new Device("phone", "Client", "Phone", NOON), address(1)));
        assertThat(store.devices().isKnown(ROMEO, "phone", address(9))).isTrue();
        assertThat(store.devices().isKnown(ROMEO, null, address(1))).isTrue();
        assertThat(store.devices().isKnown(ROMEO, "other", address(9))).isFalse();
        assertThat(store.devices().isKnown(JULIET, "phone", address(1))).isFalse();
    }

    @Test
    void deviceWithoutAnIdMakesNoOtherOneKnown() throws UnknownHostException {
        commit(new Change.SawDevice(ROMEO, new Device(null, null, null, NOON), address(1)));
        assertThat(store.devices().isKnown(ROMEO, null, address(9))).isFalse();
        assertThat(store.devices().of(ROMEO)).containsExactly(new Device(null, null, null, NOON));
    }

    @Test
    void deviceIsListedOnceAsItWasSeenLast() throws UnknownHostException {
        commit(new Change.SawDevice(ROMEO, new Device("phone", "1.0", "Phone", NOON), address(1)));
        Device latest = new Device("phone", "1.1", null, NOON.plusSeconds(1));
        commit(new Change.SawDevice(ROMEO, latest, address(2)));
        assertThat(store.devices().of(ROMEO)).containsExactly(latest);
    }

    @Test
    void onlyTheNewestTwentyDevicesAndAddressesAreKept() throws UnknownHostException {
        for (int i = 0; i < 25; i++) {
            commit(new Change.SawDevice(ROMEO, new Device("d" + i, null, null, NOON.plusSeconds(i)), address(i)));
        }
        assertThat(store.devices().of(ROMEO)).hasSize(20);
        assertThat(store.devices().of(ROMEO).getFirst().id()).isEqualTo("d24");
        assertThat(store.devices().isKnown(ROMEO, "d4", address(4))).isFalse();
        assertThat(store.devices().isKnown(ROMEO, "d5", address(200))).isTrue();
        assertThat(store.devices().isKnown(ROMEO, null, address(5))).isTrue();
    }
}
