// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.resolve;

import im.wardroom.watch.block.Name;
import im.wardroom.watch.packet.Address;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Instant;

/// A sighting as a line of the history: its fields apart by tabs.
final class HistoryLine {

    static final String TITLE = "# name\taddress\town\tfirst seen\tlast seen\tthere\twhy";

    private static final int FIELDS = 7;

    private HistoryLine() {}

    static String write(Sighting one) {
        return String.join(
                "\t",
                one.name().text(),
                one.address().toString(),
                one.isOwn() ? "own" : "shared",
                one.first().toString(),
                one.last().toString(),
                one.isGone() ? "gone" : "there",
                one.why().isEmpty() ? "-" : one.why());
    }

    /// @throws IllegalArgumentException with what was expected
    static Sighting read(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException(FIELDS + " fields, apart by tabs");
        }
        return new Sighting(
                new Name(fields[0]),
                address(fields[1]),
                either(fields[2], "own", "shared"),
                fields[6].equals("-") ? "" : fields[6],
                instant(fields[3]),
                instant(fields[4]),
                either(fields[5], "gone", "there"));
    }

    private static Address address(String text) {
        try {
            Address address = Address.of(InetAddress.ofLiteral(text));
            if (address.toString().equals(text)) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("an address such as 192.0.2.1 or 2001:db8::1", e);
        }
        throw new IllegalArgumentException("an address such as 192.0.2.1 or 2001:db8::1");
    }

    private static boolean either(String text, String yes, String no) {
        if (!text.equals(yes) && !text.equals(no)) {
            throw new IllegalArgumentException(yes + " or " + no);
        }
        return text.equals(yes);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a time such as 2026-03-02T08:11:04Z", e);
        }
    }
}
