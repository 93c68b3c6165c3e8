// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// A file that shows every change in review. Lines of `#` are comments.
record GoldenFile(String name) {

    void assertHolds(List<String> lines) {
        assertThat(String.join("\n", lines))
                .as("src/test/resources/im/wardroom/features/%s says otherwise", name)
                .isEqualTo(String.join("\n", read()));
    }

    private List<String> read() {
        try (InputStream in = Objects.requireNonNull(GoldenFile.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
