// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The first message of a TLS client (RFC 8446 §4.1.2), as TCP, DTLS or QUIC carried it. It may be cut: then it holds
/// what was there and `isWhole` is false.
///
/// @param version what the client calls the version in the old field
/// @param name the server that it asks for (RFC 6066 §3), empty if it asks for none
/// @param protocols the application protocols that it speaks (RFC 7301)
/// @param versions the versions of the extension, empty if there is none
/// @param extensions the extensions' numbers in their order
public record ClientHello(
        Transport transport,
        int version,
        List<Integer> ciphers,
        List<Integer> extensions,
        Optional<String> name,
        List<String> protocols,
        List<Integer> versions,
        List<Integer> groups,
        List<Integer> pointFormats,
        List<Integer> signatures,
        boolean isWhole) {

    static final int SERVER_NAME = 0;
    static final int GROUPS = 10;
    static final int POINT_FORMATS = 11;
    static final int SIGNATURES = 13;
    static final int SRTP = 14;
    static final int PROTOCOLS = 16;
    static final int VERSIONS = 43;
    static final int ENCRYPTED_HELLO = 0xFE0D;
    private static final int ENCRYPTED_NAME = 0xFFCE;

    /// No client sends so many; who does is cut.
    private static final int MOST = 256;

    public ClientHello {
        ciphers = List.copyOf(ciphers);
        extensions = List.copyOf(extensions);
        protocols = List.copyOf(protocols);
        versions = List.copyOf(versions);
        groups = List.copyOf(groups);
        pointFormats = List.copyOf(pointFormats);
        signatures = List.copyOf(signatures);
    }

    /// Whether the client offers to hide the name. Browsers also offer it where the server has no key for it, so the
    /// name that can be read may still be the true one.
    public boolean offersEncryptedHello() {
        return extensions.contains(ENCRYPTED_HELLO) || extensions.contains(ENCRYPTED_NAME);
    }

    /// Whether it prepares a call or a data channel (RFC 5764).
    public boolean isForMedia() {
        return extensions.contains(SRTP);
    }

    /// The fingerprint of Althouse, Atkinson and Atkins (2017): still in many lists, though shuffled extensions made it
    /// weak.
    public String ja3() {
        return Fingerprints.ja3(this);
    }

    /// The fingerprint of FoxIO (2023) for TLS clients, which is free to use.
    public String ja4() {
        return Fingerprints.ja4(this);
    }

    /// @param from where the body of the message begins, after its type and length
    /// @param length how long it says that it is
    static Optional<ClientHello> read(Transport transport, byte[] bytes, int from, int to, int length) {
        Cursor in = new Cursor(bytes, from, Math.min(to, from + length));
        int version = in.u16();
        if (version >> 8 != 3 && version >> 8 != 0xFE && version != 0x0100) {
            return Optional.empty();
        }
        in.skip(32);
        in.skip(in.u8());
        if (transport == Transport.DTLS) {
            in.skip(in.u8());
        }
        List<Integer> ciphers = numbers(in.part(in.u16()));
        if (ciphers.isEmpty()) {
            return Optional.empty();
        }
        in.skip(in.u8());
        Reading reading = new Reading(transport, version, ciphers);
        if (in.left() > 2) {
            reading.extensions(in.part(in.u16()));
        }
        return Optional.of(reading.hello(!in.isCut() && to - from >= length));
    }

    private static List<Integer> numbers(Cursor in) {
        List<Integer> numbers = new ArrayList<>();
        while (in.left() >= 2 && numbers.size() < MOST) {
            numbers.add(in.u16());
        }
        return numbers;
    }

    /// What is found of a message while it is read.
    private static final class Reading {

        private final Transport transport;
        private final int version;
        private final List<Integer> ciphers;
        private final List<Integer> extensions = new ArrayList<>();
        private final List<String> protocols = new ArrayList<>();
        private Optional<String> name = Optional.empty();
        private List<Integer> versions = List.of();
        private List<Integer> groups = List.of();
        private List<Integer> signatures = List.of();
        private final List<Integer> pointFormats = new ArrayList<>();

        Reading(Transport transport, int version, List<Integer> ciphers) {
            this.transport = transport;
            this.version = version;
            this.ciphers = ciphers;
        }

        void extensions(Cursor in) {
            while (in.left() >= 4 && extensions.size() < MOST) {
                int type = in.u16();
                int length = in.u16();
                boolean cut = length > in.left();
                extensions.add(type);
                extension(type, in.part(length), cut);
            }
        }

        private void extension(int type, Cursor in, boolean cut) {
            switch (type) {
                case SERVER_NAME -> name = cut ? Optional.empty() : serverName(in);
                case PROTOCOLS -> protocols(in);
                case GROUPS -> groups = numbers(in.part(in.u16()));
                case SIGNATURES -> signatures = numbers(in.part(in.u16()));
                case VERSIONS -> versions = numbers(in.part(in.u8()));
                case POINT_FORMATS -> pointFormats(in.part(in.u8()));
                default -> {}
            }
        }

        private static Optional<String> serverName(Cursor in) {
            Cursor list = in.part(in.u16());
            while (list.left() >= 3) {
                int type = list.u8();
                String text = list.text(list.u16());
                if (type == 0 && HostName.isPlausible(text)) {
                    return Optional.of(HostName.canonical(text));
                }
            }
            return Optional.empty();
        }

        private void protocols(Cursor in) {
            Cursor list = in.part(in.u16());
            while (list.left() > 1 && protocols.size() < 16) {
                protocols.add(list.text(list.u8()));
            }
        }

        private void pointFormats(Cursor in) {
            while (in.left() > 0) {
                pointFormats.add(in.u8());
            }
        }

        ClientHello hello(boolean whole) {
            return new ClientHello(
                    transport,
                    version,
                    ciphers,
                    extensions,
                    name,
                    protocols,
                    versions,
                    groups,
                    pointFormats,
                    signatures,
                    whole);
        }
    }
}
