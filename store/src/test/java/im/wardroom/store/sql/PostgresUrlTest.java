// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresUrlTest {

    @Test
    void partsAreFound() {
        PostgresUrl url = PostgresUrl.parse("postgresql://ward:p%40ss%2Fw+rd@db.example.org:5433/chat?sslmode=require");
        assertThat(url.host()).isEqualTo("db.example.org");
        assertThat(url.port()).isEqualTo(5433);
        assertThat(url.database()).isEqualTo("chat");
        assertThat(url.user()).isEqualTo("ward");
        assertThat(url.password()).isEqualTo("p@ss/w+rd");
        assertThat(url.sslMode()).isEqualTo("require");
    }

    @Test
    void portIsTheUsualOneUnlessGiven() {
        assertThat(PostgresUrl.parse("postgresql://a:b@[::1]/c").port()).isEqualTo(5432);
    }

    @Test
    void serverElsewhereMustProveWhoItIs() {
        assertThat(PostgresUrl.parse("postgresql://a:b@db.example.org/c").sslMode())
                .isEqualTo("verify-full");
        assertThat(PostgresUrl.parse("postgresql://a:b@localhost/c").sslMode()).isEqualTo("prefer");
    }

    @Test
    void passwordIsNeverPrinted() {
        assertThat(PostgresUrl.parse("postgresql://a:mellon@localhost/c"))
                .hasToString("postgresql://a:***@localhost:5432/c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sqlite",
                "postgresql://a:mellon@localhost",
                "postgresql://a:mellon@localhost/",
                "postgresql://localhost/chat",
                "postgresql://:mellon@localhost/chat",
                "mysql://a:mellon@localhost/chat",
                "postgresql://a:mellon word@localhost/chat",
                "postgresql://a:mellon@local_host/chat",
                "postgresql://a:mellon@localhost:x/chat",
                "postgresql://a:mellon%@localhost/chat",
                "postgresql://a:mellon@localhost/chat?sslmode=perhaps",
                "postgresql://a:mellon@localhost/chat?loglevel=2",
            })
    void whatIsNoUrlIsRefusedWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> PostgresUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("mellon");
    }
}
