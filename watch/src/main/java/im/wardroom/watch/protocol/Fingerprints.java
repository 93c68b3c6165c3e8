// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.protocol;

import java.util.Arrays;
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
        String signatures = hex(meant(hello.signatures()));
        String ciphers = hex(sorted(meant(hello.ciphers())));
        String extensions = hex(sorted(withoutNames(meant(hello.extensions()))));
        return head(hello)
                + "_" + shortened(ciphers, ciphers)
                + "_"
                + shortened(
                        hello.extensions().isEmpty() ? "" : "some",
                        extensions + (signatures.isEmpty() ? "" : "_" + signatures));
    }

    private static String head(ClientHello hello) {
        StringBuilder text = new StringBuilder(10)
                .append(hello.transport().letter())
                .append(version(hello))
                .append(hello.extensions().contains(ClientHello.SERVER_NAME) ? 'd' : 'i');
        two(text, count(hello.ciphers()));
        two(text, count(hello.extensions()));
        return text.append(protocol(hello.protocols())).toString();
    }

    private static void two(StringBuilder text, int number) {
        text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    // Plain loops: this is made for each flow with a name that is known.
    private static int[] meant(List<Integer> numbers) {
        int[] kept = new int[numbers.size()];
        int count = 0;
        for (int number : numbers) {
            if (isMeant(number)) {
                kept[count++] = number;
            }
        }
        return Arrays.copyOf(kept, count);
    }

    private static int[] withoutNames(int[] extensions) {
        int count = 0;
        for (int type : extensions) {
            if (type != ClientHello.SERVER_NAME && type != ClientHello.PROTOCOLS) {
                extensions[count++] = type;
            }
        }
        return Arrays.copyOf(extensions, count);
    }

    private static int[] sorted(int[] numbers) {
        Arrays.sort(numbers);
        return numbers;
    }

    private static String hex(int[] numbers) {
        StringBuilder text = new StringBuilder(5 * numbers.length);
        for (int number : numbers) {
            if (!text.isEmpty()) {
                text.append(',');
            }
            text.append(hex(number));
        }
        return text.toString();
    }

    private static String shortened(String presence, String text) {
        return presence.isEmpty() ? NOTHING : Digests.hex("SHA-256", text).substring(0, NOTHING.length());
    }

    private static int count(List<Integer> numbers) {
        return Math.min(99, meant(numbers).length);
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
