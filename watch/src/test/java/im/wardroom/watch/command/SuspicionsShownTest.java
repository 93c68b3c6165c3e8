// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.watch.packet.Address;
import im.wardroom.watch.suspicion.Suspicion;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SuspicionsShownTest {

    private static final Address CLIENT = new Address(0, 0xFFFF_0A00_0005L);
    private static final Address SERVER = new Address(0x2001_0DB8L << 32, 7);
    private static final Suspicion BEACON =
            new Suspicion(Suspicion.Kind.BEACON, 0, 60_000_000, CLIENT, SERVER, 6667, "every 60 s");
    private static final Suspicion FLOOD =
            new Suspicion(Suspicion.Kind.HALF_OPEN, 0, 60_000_000, null, SERVER, 5222, "100 of 100 connections");

    private static String shown(Function<PrintStream, Output> made) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, UTF_8);
        Output output = made.apply(out);
        output.suspected(BEACON);
        output.suspected(FLOOD);
        output.end(new Output.Totals(10, 0));
        return bytes.toString(UTF_8);
    }

    @Test
    void theTableIsFollowedByWhatIsSuspected() {
        assertThat(shown(TableOutput::new).lines().toList())
                .endsWith(
                        "SUSPICIONS (UTC)",
                        "1970-01-01 00:01:00  beacon  10.0.0.5 -> [2001:db8::7]:6667  every 60 s",
                        "1970-01-01 00:01:00  half-open  many -> [2001:db8::7]:5222  100 of 100 connections");
    }

    @Test
    void machinesGetALineOfJsonForEach() {
        assertThat(shown(JsonOutput::new).lines())
                .containsExactly(
                        "{\"time\":\"1970-01-01T00:00:00Z\",\"end\":\"1970-01-01T00:01:00Z\",\"suspicion\":\"beacon\","
                                + "\"evidence\":\"every 60 s\",\"client\":\"10.0.0.5\","
                                + "\"server\":\"2001:db8::7\",\"server_port\":6667}",
                        "{\"time\":\"1970-01-01T00:00:00Z\",\"end\":\"1970-01-01T00:01:00Z\",\"suspicion\":\"half-open\","
                                + "\"evidence\":\"100 of 100 connections\","
                                + "\"server\":\"2001:db8::7\",\"server_port\":5222}");
    }
}
