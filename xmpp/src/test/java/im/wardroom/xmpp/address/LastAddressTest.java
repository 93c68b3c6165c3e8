// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LastAddressTest {

    private final LastAddress last = new LastAddress();

    @Test
    void theSameTextIsTheSameObject() {
        Jid first = last.parse("juliet@capulet.example/balcony");

        assertThat(last.parse("juliet@capulet.example/balcony")).isSameAs(first);
        assertThat(last.parse("nurse@capulet.example")).isEqualTo(Jid.parse("nurse@capulet.example"));
        assertThat(last.parse("juliet@capulet.example/balcony")).isEqualTo(first);
    }

    @Test
    void whatIsNoAddressChangesNothing() {
        Jid first = last.parse("juliet@capulet.example");

        assertThatThrownBy(() -> last.parse("juliet@@capulet.example")).isInstanceOf(InvalidJidException.class);
        assertThatThrownBy(() -> last.parse("")).isInstanceOf(InvalidJidException.class);
        assertThat(last.parse("juliet@capulet.example")).isSameAs(first);
    }
}
