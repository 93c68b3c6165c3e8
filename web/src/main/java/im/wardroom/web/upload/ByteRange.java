// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.upload;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The part of a file that a client asks for (RFC 9110 §14.1.2).
///
/// @param from the first byte
/// @param length how many of them; 0 if the range begins behind the file
record ByteRange(long from, long length) {

    private static final Pattern FORM = Pattern.compile("bytes=([0-9]{0,15})-([0-9]{0,15})");

    /// Nothing if the header means no single range of bytes; then it is as if it were not there (RFC 9110 §14.2).
    static Optional<ByteRange> parse(String header, long size) {
        Matcher matcher = FORM.matcher(header);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String first = matcher.group(1);
        String last = matcher.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? Optional.empty() : Optional.of(suffix(Long.parseLong(last), size));
        }
        long from = Long.parseLong(first);
        long to = last.isEmpty() ? size - 1 : Math.min(Long.parseLong(last), size - 1);
        if (!last.isEmpty() && Long.parseLong(last) < from) {
            return Optional.empty();
        }
        return Optional.of(new ByteRange(from, Math.max(0, to - from + 1)));
    }

    private static ByteRange suffix(long wanted, long size) {
        long length = Math.min(wanted, size);
        return new ByteRange(size - length, length);
    }
}
