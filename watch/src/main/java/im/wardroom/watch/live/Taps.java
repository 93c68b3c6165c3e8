// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.live;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/// Opens an interface, and says in words why it cannot.
public final class Taps {

    private static final int PCAP_NO_SUCH_DEVICE = -5;
    private static final int PCAP_NOT_PERMITTED = -8;
    private static final int PCAP_NOT_UP = -9;
    private static final int PCAP_PROMISCUOUS_NOT_PERMITTED = -11;

    private Taps() {}

    /// @throws TapException with a sentence for a person
    public static Tap open(TapSettings settings) throws IOException {
        if (!isLinux()) {
            throw new TapException("an interface can be watched on Linux only; elsewhere, let tcpdump do it:"
                    + " tcpdump -i %s -U -w - | wardroom watch -".formatted(settings.interfaceName()));
        }
        String name = settings.interfaceName();
        int index = settings.isAll() ? 0 : Interfaces.index(name);
        if (index != 0 && !Interfaces.isUp(name)) {
            throw notUp(name);
        }
        InterfaceState state = new InterfaceState(name, index);
        Optional<Pcap> pcap = settings.way().equals(Optional.of(Way.PACKET_SOCKET)) ? Optional.empty() : Pcap.find();
        if (pcap.isPresent()) {
            return PcapTap.open(pcap.get(), settings, state);
        }
        if (settings.way().equals(Optional.of(Way.LIBPCAP))) {
            throw new TapException("libpcap is not installed (Debian's package is libpcap0.8)");
        }
        if (settings.filter().isPresent()) {
            throw new TapException("a filter needs libpcap (Debian's package is libpcap0.8)");
        }
        return ring(settings, index, state);
    }

    private static boolean isLinux() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    }

    private static Tap ring(TapSettings settings, int index, InterfaceState state) throws IOException {
        try {
            return new RingTap(RingSocket.open(settings, index), state);
        } catch (SystemCallException e) {
            throw switch (e.number()) {
                case SystemCallException.NOT_PERMITTED -> notPermitted(settings.interfaceName());
                case SystemCallException.NO_MEMORY ->
                    new TapException("there is no memory for a buffer of %d MiB: choose less with --buffer"
                            .formatted(settings.bufferOctets() >> 20));
                default -> new TapException(settings.interfaceName() + " cannot be watched: " + e.getMessage(), e);
            };
        }
    }

    /// What libpcap means by the number that it answers.
    static TapException refusal(String name, int number, String text) {
        return switch (number) {
            case PCAP_NOT_PERMITTED, PCAP_PROMISCUOUS_NOT_PERMITTED -> notPermitted(name);
            case PCAP_NOT_UP -> notUp(name);
            case PCAP_NO_SUCH_DEVICE -> new TapException("there is no interface " + name);
            default -> new TapException(name + " cannot be watched: " + text);
        };
    }

    private static TapException notUp(String name) {
        return new TapException("the interface %1$s is down; ip link set dev %1$s up brings it up".formatted(name));
    }

    private static TapException notPermitted(String name) {
        return new TapException(("%s may not be watched by this user: it takes root, or the capability CAP_NET_RAW."
                        + " As root, it gives up its rights as soon as the interface is open")
                .formatted(name));
    }
}
