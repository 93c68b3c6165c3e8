// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.block;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.watch.lab.Installed;
import im.wardroom.watch.lab.Lab;
import im.wardroom.watch.service.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Debian's Squid with our lines.
@Tag("slow")
class RealProxyTest {

    private static final String EXCEPTIONS = """
            host status.telegram.org -
            host chat.status.telegram.org telegram chat own
            exact one.telegram.org -
            host chat.example.net allowed
            host sub.kakao.com kakaotalk chat own
            """;
    private static final String[] DENIED = {
        "telegram.org", "www.telegram.org", "chat.status.telegram.org", "x.one.telegram.org", "mirror.example.net"
    };
    private static final String[] PASSED = {
        "www.example.net", "status.telegram.org", "x.status.telegram.org", "one.telegram.org", "chat.example.net"
    };

    @TempDir
    Path folder;

    private Net net;
    private Path rules;
    private Process squid;

    @BeforeEach
    void start() throws IOException {
        Installed.require("squid", "squid");
        net = Net.start(folder);
        net.servePages(80, 443);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        StringBuilder hosts = new StringBuilder("127.0.0.1 localhost\n");
        for (String name : DENIED) {
            hosts.append(Net.MESSENGER).append(' ').append(name).append('\n');
        }
        for (String name : PASSED) {
            String address = name.equals("www.example.net") ? Net.OTHER : Net.MESSENGER;
            hosts.append(address).append(' ').append(name).append('\n');
        }
        Files.writeString(folder.resolve("hosts"), hosts);
        rules = Files.writeString(folder.resolve("rules.conf"), "");
        squid();
    }

    private void squid() throws IOException {
        Path conf = Files.writeString(folder.resolve("squid.conf"), """
                http_port %1$s:3128
                visible_hostname test
                hosts_file %2$s/hosts
                pid_filename none
                access_log none
                cache_log %2$s/cache.log
                coredump_dir %2$s
                netdb_filename none
                cache deny all
                pinger_enable off
                memory_cache_shared off
                shutdown_lifetime 0 seconds
                include %2$s/rules.conf
                http_access allow all
                """.formatted(Net.ROUTER, folder));
        squid = net.daemon(net.router(), "squid", "-N", "-n", "wardroomtest", "-f", conf.toString());
        Lab.await("the proxy", () -> get("www.example.net"));
    }

    @AfterEach
    void end() {
        if (net != null) {
            net.close();
        }
    }

    private boolean get(String host) throws IOException {
        return net.fetches("http://" + host + "/", "-x", "http://" + Net.ROUTER + ":3128");
    }

    private boolean connects(String host) throws IOException {
        return net.fetches("http://" + host + ":443/", "-p", "-x", "http://" + Net.ROUTER + ":3128");
    }

    private void load(String text) throws IOException {
        Files.writeString(rules, text);
        Process stopped = squid;
        stopped.destroy();
        try {
            stopped.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        squid();
    }

    @Test
    void theMessengersNamesAreDeniedAndAllOthersPass() throws IOException {
        for (String name : DENIED) {
            assertThat(get(name)).as(name + " before").isTrue();
        }

        load(Rulings.text(
                new SquidRules(), Rulings.rules(EXCEPTIONS, Service.TELEGRAM, Service.MSN, Service.KAKAOTALK)));
        for (String name : DENIED) {
            assertThat(get(name)).as(name).isFalse();
            assertThat(connects(name)).as(name + " by CONNECT").isFalse();
        }
        for (String name : PASSED) {
            assertThat(get(name)).as(name).isTrue();
            assertThat(connects(name)).as(name + " by CONNECT").isTrue();
        }
        assertThat(get("WWW.Telegram.ORG")).isFalse();
        assertThat(get(Net.MESSENGER)).isFalse();
        assertThat(connects(Net.MESSENGER)).isFalse();
        assertThat(get(Net.OTHER)).isTrue();
        assertThat(Files.readString(folder.resolve("cache.log"))).doesNotContain("WARNING: (B)", "ERROR: ");

        load("");
        assertThat(connects("telegram.org")).isTrue();
    }
}
