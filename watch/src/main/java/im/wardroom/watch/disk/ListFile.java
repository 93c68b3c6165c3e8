// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.disk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Reads a list that somebody keeps in a file: a line for each entry, its fields apart by tabs; `#` begins what is for
/// people. `@source` and `@date` lines say where the lines below them come from, and since when.
public final class ListFile {

    private ListFile() {}

    /// @param name of the file, for messages
    /// @param most entries that are read
    /// @param entry makes one of a line
    /// @throws IllegalArgumentException if a line is wrong, with its number and what was expected
    public static <T> List<T> read(String name, Reader file, int most, Function<ListLine, T> entry) throws IOException {
        List<T> entries = new ArrayList<>();
        BufferedReader lines = new BufferedReader(file);
        ListLine line = ListLine.before(name);
        for (String text = lines.readLine(); text != null; text = lines.readLine()) {
            line = line.next(text);
            if (line.isEntry()) {
                entries.add(entry.apply(line));
            }
            if (entries.size() > most) {
                throw line.wrong("at most " + most + " entries");
            }
        }
        return entries;
    }

    /// One that is built in, beside a class.
    public static <T> List<T> builtIn(Class<?> beside, String name, int most, Function<ListLine, T> entry) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing in the program");
            }
            return read(name, new InputStreamReader(in, StandardCharsets.UTF_8), most, entry);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
