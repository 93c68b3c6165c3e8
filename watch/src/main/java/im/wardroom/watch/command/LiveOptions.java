// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import im.wardroom.watch.live.LiveWatch;
import im.wardroom.watch.live.TapSettings;
import im.wardroom.watch.live.Way;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What can be said about watching an interface.
final class LiveOptions {

    private static final int MEBIBYTE = 20;

    @Option(
            names = "--live",
            required = true,
            paramLabel = "INTERFACE",
            description = "Watch a network interface instead of files, until Ctrl-C; any for all of them."
                    + " Needs root or CAP_NET_RAW to begin with.")
    private String name = "";

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "Whom root becomes once the interface is open (nobody if not given).")
    private String user = "nobody";

    @Option(
            names = "--buffer",
            paramLabel = "MIB",
            description = "What can wait in the kernel while nobody reads, in MiB (64 if not given).")
    private long buffer = 64;

    @Option(
            names = "--filter",
            paramLabel = "EXPRESSION",
            description = "What to look at, in the language of tcpdump: 'not host 10.1.2.3'.")
    private @Nullable String filter;

    @Option(names = "--no-promiscuous", description = "Only what is for this machine, from it, or for all.")
    private boolean modest;

    @Option(names = "--duration", paramLabel = "SECONDS", description = "End after so many seconds.")
    private @Nullable Long seconds;

    @Option(names = "--packets", paramLabel = "N", description = "End after so many packets.")
    private @Nullable Long packets;

    @Option(
            names = "--through",
            paramLabel = "WAY",
            converter = WayConverter.class,
            description = "libpcap, or packet-socket, which needs no library; libpcap where there is one if not given.")
    private @Nullable Way way;

    String user() {
        return user;
    }

    /// @throws IllegalArgumentException with what a person should have written
    TapSettings settings() {
        return new TapSettings(
                name,
                Math.multiplyExact(Math.clamp(buffer, 0L, 1L << MEBIBYTE), 1L << MEBIBYTE),
                !modest,
                Optional.ofNullable(filter),
                Optional.ofNullable(way));
    }

    /// @throws IllegalArgumentException with what a person should have written
    LiveWatch.Bounds bounds() {
        if (seconds != null && seconds < 1 || packets != null && packets < 1) {
            throw new IllegalArgumentException("--duration and --packets take a number from 1 on");
        }
        LiveWatch.Bounds none = LiveWatch.Bounds.NONE;
        return new LiveWatch.Bounds(
                seconds == null
                        ? none.duration()
                        : Duration.ofSeconds(Math.min(seconds, none.duration().toSeconds())),
                packets == null ? none.packets() : packets);
    }
}
