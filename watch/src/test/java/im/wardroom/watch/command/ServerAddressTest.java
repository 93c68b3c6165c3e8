// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerAddressTest {

    private static String parsed(String text) {
        return ServerAddress.parse(text).getAddress().getHostAddress() + " "
                + ServerAddress.parse(text).getPort();
    }

    @Test
    void anAddressIsEnough() {
        assertThat(parsed("192.0.2.53")).isEqualTo("192.0.2.53 53");
        assertThat(parsed("2001:db8::53")).isEqualTo("2001:db8:0:0:0:0:0:53 53");
        assertThat(parsed("::1")).isEqualTo("0:0:0:0:0:0:0:1 53");
        assertThat(parsed("[::1]")).isEqualTo("0:0:0:0:0:0:0:1 53");
    }

    @Test
    void aPortMayFollow() {
        assertThat(parsed("192.0.2.53:5353")).isEqualTo("192.0.2.53 5353");
        assertThat(parsed("[2001:db8::53]:5353")).isEqualTo("2001:db8:0:0:0:0:0:53 5353");
    }
}
