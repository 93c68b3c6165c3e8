// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.host;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A process and the program that runs in it.
///
/// @param path of the executable, as the kernel knows it; empty if this user may not see it, or for the kernel's own
/// @param isDeleted the executable is no longer where it was started from
/// @param title what the process calls itself, which it can change at will
/// @param command the beginning of the command line, which it can change as well
public record Program(
        int pid,
        String path,
        boolean isDeleted,
        String title,
        List<String> command,
        long uid,
        String user,
        Instant since) {

    /// Programs that run others: what runs is the first argument that is no option.
    private static final Set<String> INTERPRETERS =
            Set.of("python", "perl", "ruby", "node", "electron", "wish", "tclsh", "lua", "mono", "bash", "sh", "dash");

    /// The name of the executable, or of what an interpreter runs. Who renames a process does not change it.
    public String name() {
        String executable = path.isEmpty() ? title : lastPart(path);
        return script(executable).orElse(executable);
    }

    private Optional<String> script(String executable) {
        String plain = executable.toLowerCase(Locale.ROOT);
        if (plain.startsWith("wine")) {
            return command.size() > 0 && command.getFirst().contains("\\")
                    ? Optional.of(lastPart(command.getFirst()))
                    : Optional.empty();
        }
        if (plain.equals("java")) {
            return jar();
        }
        if (!INTERPRETERS.contains(plain.replaceAll("[0-9.]+$", ""))) {
            return Optional.empty();
        }
        for (int i = 1; i < command.size(); i++) {
            if (!command.get(i).startsWith("-")) {
                return Optional.of(lastPart(command.get(i))).filter(name -> !name.isEmpty());
            }
        }
        return Optional.empty();
    }

    private Optional<String> jar() {
        for (int i = 1; i + 1 < command.size(); i++) {
            if (command.get(i).equals("-jar")) {
                return Optional.of(lastPart(command.get(i + 1)));
            }
        }
        return Optional.empty();
    }

    private static String lastPart(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    /// The process calls itself something that its executable is not called.
    public boolean isRenamed() {
        // The kernel keeps fifteen octets of a title.
        String executable = lastPart(path);
        return !path.isEmpty() && !title.isEmpty() && !executable.startsWith(title) && !name().startsWith(title);
    }
}
