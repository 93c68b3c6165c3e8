// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

/// What is written to `log/wardroom.log` in the data folder; warnings go to the console, too.
public record LogSection(
        @Doc("The least important events that are written.") @Default("info")
        Level level,

        @Doc("For people or for programs.") @Default("text") Format format,

        @Doc("How much one file may hold before the next one is begun.")
        @Default("16MiB")
        @Between(min = "64KiB", max = "4GiB")
        ByteSize fileSize,

        @Doc("How many old files are kept.") @Default("10") @Between(min = "0", max = "1000")
        int files) {

    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }

    public enum Format {
        TEXT,
        JSON
    }
}
