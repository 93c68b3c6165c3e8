// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.contender;

import im.wardroom.bench.load.Credentials;
import im.wardroom.xmpp.sasl.ScramHash;
import im.wardroom.xmpp.sasl.ScramKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// ejabberd from Debian: no shapers, no distribution, passwords hashed in Mnesia, only the modules that are needed.
public record Ejabberd() implements Product {

    private static final String READY = "accounts are there";

    @Override
    public String name() {
        return "ejabberd";
    }

    @Override
    public String version() throws IOException {
        return "ejabberd " + Debian.version("ejabberd");
    }

    @Override
    public List<String> packages() {
        return List.of("ejabberd", "erlang-p1-sqlite3");
    }

    @Override
    public List<Archive> archives() {
        return List.of(Archive.MNESIA, Archive.SQLITE);
    }

    @Override
    public Launch prepare(Setup setup) throws IOException {
        Path folder = setup.folder();
        Path spool = Files.createDirectories(folder.resolve("spool"));
        Path pem = folder.resolve("all.pem");
        Files.writeString(pem, Files.readString(setup.chain()) + Files.readString(setup.key()));
        Path configuration = folder.resolve("ejabberd.yml");
        Files.writeString(configuration, configuration(setup, pem));
        return new Launch(
                List.of(
                        "/usr/bin/erl",
                        "-noinput",
                        "+K",
                        "true",
                        "+P",
                        "250000",
                        "-mnesia",
                        "dir",
                        '"' + spool.toString() + '"',
                        "-s",
                        "ejabberd",
                        "-eval",
                        accounts(setup.credentials(), setup.accounts())),
                Map.of(
                        "EJABBERD_CONFIG_PATH", configuration.toString(),
                        "EJABBERD_LOG_PATH", folder.resolve("ejabberd.log").toString(),
                        "ERL_LIBS", Debian.libraries().toString(),
                        "ERL_MAX_PORTS", "32000",
                        "ERL_CRASH_DUMP", folder.resolve("crash.dump").toString(),
                        "HOME", folder.toString()),
                READY);
    }

    private static String configuration(Setup setup, Path pem) {
        String common = """
                hosts: ["%s"]
                loglevel: error
                certfiles: ["%s"]
                listen:
                  -
                    port: %d
                    ip: "127.0.0.1"
                    module: ejabberd_c2s
                    max_stanza_size: 262144
                    tls: true
                    protocol_options: [no_sslv3, no_tlsv1, no_tlsv1_1, no_tlsv1_2]
                    backlog: 4096
                    shaper: none
                    access: all
                auth_method: internal
                auth_password_format: scram
                auth_scram_hash: sha256
                s2s_access: none
                modules:
                  mod_disco: {}
                  mod_roster: {}
                  mod_offline: {}
                  mod_carboncopy: {}
                  mod_stream_mgmt: {}
                  mod_muc:
                    host: rooms.%s
                    max_users: 20000
                    max_user_conferences: 100
                    history_size: 0
                    default_room_options:
                      max_users: 20000
                """.formatted(
                        setup.credentials().domain(),
                        pem,
                        setup.port(),
                        setup.credentials().domain());
        return common + archive(setup);
    }

    private static String archive(Setup setup) {
        return switch (setup.archive()) {
            case OFF -> "";
            case MNESIA -> "  mod_mam:\n    default: always\n    db_type: mnesia\n";
            case SQLITE ->
                "  mod_mam:\n    default: always\n    db_type: sql\nsql_type: sqlite\nsql_database: \""
                        + setup.folder().resolve("ejabberd.db") + "\"\n";
            case OWN, FILES ->
                throw new IllegalArgumentException(
                        "ejabberd has no " + setup.archive().label());
        };
    }

    /// Erlang that writes the accounts into Mnesia, where registering each of them would take minutes.
    private static String accounts(Credentials credentials, int count) {
        ScramKeys keys = credentials.keys(ScramHash.SHA_256);
        return "[mnesia:dirty_write({passwd, {<<\"u\", (integer_to_binary(I))/binary>>, <<\"%s\">>}, {scram, %s, %s, %s, sha256, %d}}) || I <- lists:seq(0, %d)], io:format(\"%s~n\")."
                .formatted(
                        credentials.domain(),
                        binary(keys.storedKey()),
                        binary(keys.serverKey()),
                        binary(keys.salt()),
                        keys.iterations(),
                        count - 1,
                        READY);
    }

    private static String binary(byte[] bytes) {
        return "<<\"" + Base64.getEncoder().encodeToString(bytes) + "\">>";
    }
}
