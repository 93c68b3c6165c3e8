// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.host;

import java.io.IOException;
import java.io.Reader;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The programs that are known to be messengers, by the names of their executables, and what an administrator adds.
/// Immutable, for any thread.
public final class Programs {

    private static final String STANDARD = "programs.tsv";

    private final Map<String, KnownProgram> byName;

    private Programs(Map<String, KnownProgram> byName) {
        this.byName = byName;
    }

    /// What is known without anybody adding to it.
    public static Programs standard() {
        return new Programs(Map.of()).with(ProgramFile.builtIn(STANDARD));
    }

    /// This list and the lines of another file, which prevail.
    ///
    /// @param name of the file, for messages
    /// @throws IllegalArgumentException if a line is wrong, with what was expected
    public Programs with(String name, Reader file) throws IOException {
        return with(ProgramFile.read(name, file));
    }

    private Programs with(List<KnownProgram> more) {
        Map<String, KnownProgram> all = new HashMap<>(byName);
        more.forEach(program -> all.put(program.name(), program));
        return new Programs(all);
    }

    public List<KnownProgram> all() {
        return List.copyOf(byName.values());
    }

    /// Who an executable of this name is. Small and capital letters are the same, and Windows' ending is left out.
    public Optional<KnownProgram> find(String executable) {
        String name = executable.toLowerCase(Locale.ROOT);
        return Optional.ofNullable(byName.get(name.endsWith(".exe") ? name.substring(0, name.length() - 4) : name));
    }
}
