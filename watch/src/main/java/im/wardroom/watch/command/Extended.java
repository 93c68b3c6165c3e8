// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import im.wardroom.watch.host.Programs;
import im.wardroom.watch.service.Directory;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What is built in, with an administrator's files after it, whose lines prevail.
final class Extended {

    private Extended() {}

    static Directory directory(List<Path> files) throws IOException {
        Directory directory = Directory.standard();
        for (Path file : files) {
            try (Reader reader = Files.newBufferedReader(file)) {
                directory = directory.with(file.toString(), reader);
            }
        }
        return directory;
    }

    static Programs programs(List<Path> files) throws IOException {
        Programs programs = Programs.standard();
        for (Path file : files) {
            try (Reader reader = Files.newBufferedReader(file)) {
                programs = programs.with(file.toString(), reader);
            }
        }
        return programs;
    }

    /// What went wrong with a file, in a sentence.
    static String reason(Exception failure) {
        return switch (failure) {
            case java.nio.file.NoSuchFileException missing -> "there is no file " + missing.getFile();
            case java.nio.file.AccessDeniedException denied -> denied.getFile() + " may not be read by this user";
            case java.nio.charset.CharacterCodingException _ -> "a file is not text in UTF-8";
            default -> String.valueOf(failure.getMessage());
        };
    }
}
