// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.cli;

import im.wardroom.app.config.Configuration;
import im.wardroom.app.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which installation a command is about: the options that all commands share.
final class Installation {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration; wardroom.toml beside the program by default, if there is one.")
    @Nullable
    Path config;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The folder with everything the server keeps; as configured by default.")
    @Nullable
    Path data;

    Configuration configuration() {
        return inFolder(read());
    }

    /// The configuration, or another one where there is no file yet.
    Configuration configurationOr(String content) {
        Path file = file().toAbsolutePath();
        if (content.isEmpty() || Files.exists(file)) {
            return configuration();
        }
        Path folder = file.getParent();
        try {
            return inFolder(
                    Configuration.parse(file.toString(), content).relativeTo(folder == null ? Path.of("/") : folder));
        } catch (ConfigurationException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private Configuration inFolder(Configuration configuration) {
        return data == null
                ? configuration
                : configuration.withData(data.toAbsolutePath().normalize());
    }

    Path dataFolder() {
        return configuration().data();
    }

    /// The problem, after the place in the file that it belongs to.
    ///
    /// @param key such as `store.url`; empty if it belongs to none
    String placed(String key, String problem) {
        Path file = file();
        return key.isEmpty() || Files.notExists(file) ? problem : Configuration.place(file, key) + ": " + problem;
    }

    private static Path home() {
        return Path.of(System.getProperty("wardroom.home", "")).toAbsolutePath();
    }

    /// The configuration file, whether it is there or not.
    Path file() {
        return config == null ? home().resolve("wardroom.toml") : config;
    }

    private Configuration read() {
        Path home = home();
        Path usual = home.resolve("wardroom.toml");
        try {
            if (config != null) {
                return Configuration.load(config);
            }
            return Files.exists(usual)
                    ? Configuration.load(usual)
                    : Configuration.defaults().relativeTo(home);
        } catch (ConfigurationException e) {
            throw new CommandFailure(e.getMessage() + "\nsee every key with: ./wardroom config reference", e);
        } catch (NoSuchFileException e) {
            throw new CommandFailure(
                    "there is no file " + e.getFile() + "; write one with: ./wardroom config reference > "
                            + e.getFile(),
                    e);
        } catch (IOException e) {
            throw new CommandFailure((config == null ? usual : config) + " cannot be read: " + e.getMessage(), e);
        }
    }
}
