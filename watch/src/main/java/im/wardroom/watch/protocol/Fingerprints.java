// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.protocol;

import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// JA3 and JA4 of a TLS client. Numbers that clients send at random so that servers learn to ignore them (RFC 8701)
/// are left out of both.
final class Fingerprints {

    private static final String NOTHING = "000000000000";

    private Fingerprints() {}

    static String ja3(ClientHello hello) {
        String text = Stream.of(hello.ciphers(), hello.extensions(), hello.groups(), hello.pointFormats())
                .map(list -> joined(list.stream(), "-", String::valueOf))
                .collect(Collectors.joining(","));
        return Digests.hex("MD5", hello.version() + "," + text);
    }

    static String ja4(ClientHello hello) {
        String signatures = joined(hello.signatures().stream(), ",", Fingerprints::hex);
        String ciphers = joined(hello.ciphers().stream().sorted(), ",", Fingerprints::hex);
        String extensions = joined(
                hello.extensions().stream()
                        .filter(type -> type != ClientHello.SERVER_NAME && type != ClientHello.PROTOCOLS)
                        .sorted(),
                ",",
                Fingerprints::hex);
        return head(hello)
                + "_" + shortened(ciphers, ciphers)
                + "_"
                + shortened(
                        hello.extensions().isEmpty() ? "" : "some",
                        extensions + (signatures.isEmpty() ? "" : "_" + signatures));
    }

    private static String head(ClientHello hello) {
        return "%c%s%c%02d%02d%s"
                .formatted(
                        hello.transport().letter(),
                        version(hello),
                        hello.extensions().contains(ClientHello.SERVER_NAME) ? 'd' : 'i',
                        count(hello.ciphers()),
                        count(hello.extensions()),
                        protocol(hello.protocols()));
    }

    private static String shortened(String presence, String text) {
        return presence.isEmpty() ? NOTHING : Digests.hex("SHA-256", text).substring(0, NOTHING.length());
    }

    private static long count(List<Integer> numbers) {
        return Math.min(99, numbers.stream().filter(Fingerprints::isMeant).count());
    }

    private static String version(ClientHello hello) {
        Stream<Integer> offered = hello.versions().stream().filter(Fingerprints::isMeant);
        // Versions of DTLS count downwards.
        int newest = (hello.transport() == Transport.DTLS
                        ? offered.min(Integer::compare)
                        : offered.max(Integer::compare))
                .orElse(hello.version());
        return switch (newest) {
            case 0x0304 -> "13";
            case 0x0303 -> "12";
            case 0x0302 -> "11";
            case 0x0301 -> "10";
            case 0x0300 -> "s3";
            case 0x0002 -> "s2";
            case 0xFEFF -> "d1";
            case 0xFEFD -> "d2";
            case 0xFEFC -> "d3";
            default -> "00";
        };
    }

    private static String protocol(List<String> protocols) {
        if (protocols.isEmpty() || protocols.getFirst().isEmpty()) {
            return "00";
        }
        String first = protocols.getFirst();
        char begin = first.charAt(0);
        char end = first.charAt(first.length() - 1);
        if (isAlphanumeric(begin) && isAlphanumeric(end)) {
            return "" + begin + end;
        }
        return "" + hex(begin).charAt(2) + hex(end).charAt(3);
    }

    private static boolean isAlphanumeric(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static String joined(Stream<Integer> numbers, String separator, Function<Integer, String> form) {
        return numbers.filter(Fingerprints::isMeant).map(form).collect(Collectors.joining(separator));
    }

    private static String hex(int number) {
        return HexFormat.of().toHexDigits((short) number);
    }

    /// RFC 8701 §2: 0x0A0A, 0x1A1A and so on are no numbers of anything.
    static boolean isMeant(int number) {
        return (number & 0x0F0F) != 0x0A0A || number >> 8 != (number & 0xFF);
    }
}
