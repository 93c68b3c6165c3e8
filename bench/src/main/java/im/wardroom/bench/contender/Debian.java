// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.contender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Installs other servers from Debian's packages and sees to it that nothing of theirs runs.
public final class Debian {

    private Debian() {}

    /// The version of an installed package, or an empty text.
    static String version(String name) throws IOException {
        String shown = Processes.firstLine(
                List.of("dpkg-query", "--show", "--showformat=${db:Status-Abbrev}${Version}\\n", name));
        return shown.startsWith("ii ") ? shown.substring(3) : "";
    }

    static Path libraries() throws IOException {
        String name = "ejabberd-" + version("ejabberd").replaceAll("-.*", "");
        try (Stream<Path> folders = Files.list(Path.of("/usr/lib"))) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve(name)))
                    .findFirst()
                    .orElseThrow(() -> new IOException("the folder " + name + " is not under /usr/lib"));
        }
    }

    /// Installs what lacks. Says what to do where that is not possible.
    public static void install(List<Product> products) throws IOException {
        Set<String> lacking = new LinkedHashSet<>();
        for (Product product : products) {
            for (String name : product.packages()) {
                if (version(name).isEmpty()) {
                    lacking.add(name);
                }
            }
        }
        if (lacking.isEmpty()) {
            return;
        }
        List<String> command = new ArrayList<>(List.of("apt-get", "install", "-y", "-qq", "--no-install-recommends"));
        command.addAll(lacking);
        if (!System.getProperty("user.name", "").equals("root")) {
            throw new IOException("these packages are needed; as root, run: " + String.join(" ", command)
                    + "\nor leave those servers out with --servers");
        }
        System.err.println("installing " + String.join(" ", lacking) + " ...");
        withoutStarting(command);
        for (String service : List.of("ejabberd", "prosody")) {
            if (lacking.contains(service)) {
                Processes.run(List.of("update-rc.d", service, "disable"), Map.of());
                Processes.run(List.of("systemctl", "disable", service), Map.of());
            }
        }
    }

    /// Debian starts a service when it installs it, unless this program forbids it.
    private static void withoutStarting(List<String> command) throws IOException {
        Path policy = Path.of("/usr/sbin/policy-rc.d");
        boolean ours = !Files.exists(policy);
        if (ours) {
            Files.writeString(policy, "#!/bin/sh\nexit 101\n");
            policy.toFile().setExecutable(true);
        }
        try {
            Processes.run(List.of("apt-get", "update", "-qq"), Map.of());
            int result = Processes.run(command, Map.of("DEBIAN_FRONTEND", "noninteractive"));
            if (result != 0) {
                throw new IOException("apt-get failed with " + result + "; run: " + String.join(" ", command));
            }
        } finally {
            if (ours) {
                Files.deleteIfExists(policy);
            }
        }
    }
}
