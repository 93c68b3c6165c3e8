// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.report;

import im.wardroom.watch.octet.Volume;
import im.wardroom.watch.service.Service;
import java.util.List;
import java.util.Locale;

/// Numbers and names as people read them.
final class Words {

    private Words() {}

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String count(long number, String one) {
        return count(number, one, one + "s");
    }

    static String count(long number, String one, String several) {
        return number(number) + " " + (number == 1 ? one : several);
    }

    /// In five letters at most.
    static String brief(long number) {
        return number < 10_000
                ? number(number)
                : Volume.rounded(number).replace("B", "").replace(" ", "");
    }

    /// With a capital at the beginning, after the mark of a number.
    static String capital(String words) {
        int first = words.startsWith("#") ? 1 : 0;
        return words.substring(0, first)
                + words.substring(first, first + 1).toUpperCase(Locale.ROOT)
                + words.substring(first + 1);
    }

    /// Never 0 or 100 for what is not none and not all.
    static String share(long part, long whole) {
        if (whole == 0 || part == 0) {
            return "0 %";
        }
        double percent = 100.0 * part / whole;
        if (percent < 1) {
            return "under 1 %";
        }
        return part < whole && percent > 99 ? "over 99 %" : Math.round(percent) + " %";
    }

    /// What people call a service or a way to hide.
    static String title(String what) {
        return switch (what) {
            case "encrypted-client-hello" -> "Encrypted Client Hello";
            case "encrypted-dns" -> "Encrypted DNS";
            case "tunnel" -> "VPN tunnels";
            default -> Service.find(what).map(Service::title).orElse(what);
        };
    }

    /// `a, b and c`.
    static String list(List<String> words) {
        return words.size() < 2
                ? String.join("", words)
                : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
    }
}
