// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.contender;

import im.wardroom.bench.load.Credentials;
import im.wardroom.xmpp.sasl.ScramHash;
import im.wardroom.xmpp.sasl.ScramKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Prosody from Debian: epoll, generational collection, no limits, hashed passwords in files, only the modules that are
/// needed.
public record Prosody() implements Product {

    private static final String FILES = "storage = \"internal\"\n";

    /// An archive that trims itself would cost more.
    private static final String ARCHIVE_OPTIONS = """
            default_archive_policy = true
            archive_expires_after = "never"
            storage_archive_item_limit = 100000000
            """;

    @Override
    public String name() {
        return "prosody";
    }

    @Override
    public String version() throws IOException {
        return "Prosody " + Debian.version("prosody");
    }

    @Override
    public List<String> packages() {
        return List.of("prosody", "lua-dbi-sqlite3", "lua-event");
    }

    @Override
    public List<Archive> archives() {
        return List.of(Archive.FILES, Archive.SQLITE);
    }

    @Override
    public Launch prepare(Setup setup) throws IOException {
        Path folder = setup.folder();
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.createDirectories(folder.resolve("certs"));
        writeAccounts(data, setup.credentials(), setup.accounts());
        Path configuration = folder.resolve("prosody.cfg.lua");
        Files.writeString(configuration, configuration(setup, data));
        return new Launch(
                List.of("/usr/bin/lua5.4", "/usr/bin/prosody", "-F", "--config", configuration.toString()),
                Map.of("HOME", folder.toString()),
                "");
    }

    private static String configuration(Setup setup, Path data) {
        return """
                pidfile = "%1$s/prosody.pid"
                run_as_root = true
                data_path = "%2$s"
                certificates = "%1$s/certs"
                network_backend = "epoll"
                network_settings = { tcp_backlog = 4096 }
                gc = { mode = "generational" }
                interfaces = { "127.0.0.1" }
                local_interfaces = { "127.0.0.1" }
                c2s_ports = {}
                c2s_direct_tls_ports = { %3$d }
                c2s_direct_tls_ssl = { certificate = "%4$s", key = "%5$s", protocol = "tlsv1_3" }
                modules_enabled = { "roster", "saslauth", "tls", "disco", "carbons", "smacks"%6$s }
                modules_disabled = { "s2s" }
                authentication = "internal_hashed"
                password_hash = "SHA-256"
                log = { error = "*console" }
                %7$s
                VirtualHost "%8$s"
                Component "rooms.%8$s" "muc"
                """.formatted(
                        setup.folder(),
                        data,
                        setup.port(),
                        setup.chain(),
                        setup.key(),
                        setup.archive() == Archive.OFF ? "" : ", \"mam\"",
                        archive(setup),
                        setup.credentials().domain());
    }

    private static String archive(Setup setup) {
        return switch (setup.archive()) {
            case OFF -> FILES;
            case FILES -> FILES + ARCHIVE_OPTIONS;
            case SQLITE ->
                ARCHIVE_OPTIONS + "storage = { archive = \"sql\" }\nsql = { driver = \"SQLite3\", database = \""
                        + setup.folder().resolve("prosody.sqlite") + "\" }\n";
            case OWN, MNESIA ->
                throw new IllegalArgumentException(
                        "Prosody has no " + setup.archive().label());
        };
    }

    private static void writeAccounts(Path data, Credentials credentials, int count) throws IOException {
        ScramKeys keys = credentials.keys(ScramHash.SHA_256);
        String account =
                "return {\n\t[\"salt\"] = \"%s\";\n\t[\"stored_key\"] = \"%s\";\n\t[\"server_key\"] = \"%s\";\n\t[\"iteration_count\"] = %d;\n};\n"
                        .formatted(
                                credentials.salt(),
                                HexFormat.of().formatHex(keys.storedKey()),
                                HexFormat.of().formatHex(keys.serverKey()),
                                keys.iterations());
        Path folder = Files.createDirectories(data.resolve(credentials.domain()).resolve("accounts"));
        for (int i = 0; i < count; i++) {
            Files.writeString(folder.resolve(credentials.name(i) + ".dat"), account);
        }
    }
}
