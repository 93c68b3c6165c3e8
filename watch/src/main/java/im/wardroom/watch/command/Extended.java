// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import im.wardroom.watch.host.Programs;
import im.wardroom.watch.indicator.Indicators;
import im.wardroom.watch.service.Directory;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// What is built in, with an administrator's files after it, whose lines prevail.
final class Extended {

    private Extended() {}

    static Directory directory(List<Path> files) throws IOException {
        return by(Directory.standard(), files, Directory::with);
    }

    static Programs programs(List<Path> files) throws IOException {
        return by(Programs.standard(), files, Programs::with);
    }

    static Indicators indicators(List<Path> files) throws IOException {
        return by(Indicators.historic(), files, Indicators::with);
    }

    private interface Extension<T> {
        T with(T known, String name, Reader file) throws IOException;
    }

    private static <T> T by(T standard, List<Path> files, Extension<T> extension) throws IOException {
        T known = standard;
        for (Path file : files) {
            try (Reader reader = Files.newBufferedReader(file)) {
                known = extension.with(known, file.toString(), reader);
            }
        }
        return known;
    }

    /// What went wrong with a file, in a sentence.
    static String reason(Exception failure) {
        return switch (failure) {
            case NoSuchFileException missing -> "there is no file " + missing.getFile();
            case AccessDeniedException denied -> denied.getFile() + " may not be read by this user";
            case CharacterCodingException _ -> "a file is not text in UTF-8";
            default -> String.valueOf(failure.getMessage());
        };
    }
}
