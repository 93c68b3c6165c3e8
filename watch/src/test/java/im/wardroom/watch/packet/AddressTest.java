// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.packet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AddressTest {

    @Test
    void addressesAreWrittenAsPeopleWriteThem() {
        assertThat(Address.ofV4(0xc0a80001)).hasToString("192.168.0.1");
        assertThat(Address.ofV4(-1)).hasToString("255.255.255.255");
        assertThat(new Address(0, 0)).hasToString("::");
        assertThat(new Address(0, 1)).hasToString("::1");
        assertThat(new Address(0x2001_0db8_0000_0000L, 0)).hasToString("2001:db8::");
        assertThat(new Address(0x2001_0db8_0000_0001L, 0x0001_0001_0001_0001L)).hasToString("2001:db8:0:1:1:1:1:1");
        assertThat(new Address(0x2001_0000_0000_0001L, 0x0000_0000_0000_0001L)).hasToString("2001:0:0:1::1");
    }
}
