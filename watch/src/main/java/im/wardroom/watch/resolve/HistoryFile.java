// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.resolve;

import im.wardroom.watch.disk.WholeFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The history on disk. It is replaced as a whole, by one process at a time; a damaged one is left as it is.
public record HistoryFile(Path path) {

    private static final int MOST_LINES = 500_000;
    private static final long LARGEST = 100_000_000;
    private static final int LONGEST_LINE = 1000;
    private static final int PATIENCE_ATTEMPTS = 600;
    private static final int PATIENCE_MILLIS = 50;

    /// Empty if there is no such file yet.
    ///
    /// @throws HistoryFormatException if a line is not one of a history
    public History readIfThere() throws IOException {
        try {
            return read();
        } catch (NoSuchFileException e) {
            return History.EMPTY;
        }
    }

    public History read() throws IOException {
        List<Sighting> sightings = new ArrayList<>();
        int number = 0;
        if (Files.size(path) > LARGEST) {
            throw new HistoryFormatException(path + " is larger than any history; take it away to begin a new one");
        }
        try (BufferedReader lines = Files.newBufferedReader(path)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (line.length() > LONGEST_LINE || number > MOST_LINES) {
                    throw damaged(number, "no more of it");
                }
                if (!line.startsWith("#") && !line.isBlank()) {
                    sightings.add(HistoryLine.read(line));
                }
            }
        } catch (CharacterCodingException e) {
            throw damaged(number + 1, "text in UTF-8");
        } catch (IllegalArgumentException e) {
            throw damaged(number, String.valueOf(e.getMessage()));
        }
        return new History(sightings);
    }

    private HistoryFormatException damaged(int line, String expected) {
        return new HistoryFormatException(path + ", line " + line + ", is damaged: expected " + expected
                + "; nothing was changed, mend the line or take the file away to begin a new one");
    }

    /// Changes the history while nobody else does.
    ///
    /// @param change gets what is there now
    public History.Changes update(Function<History, History.Changes> change) throws IOException {
        Path lockFile = path.resolveSibling(path.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = lock(channel, lockFile)) {
            History.Changes changes = change.apply(readIfThere());
            WholeFile.write(
                    path,
                    changes.history().sightings().stream()
                            .map(HistoryLine::write)
                            .collect(Collectors.joining("\n", HistoryLine.TITLE + "\n", "\n")));
            return changes;
        }
    }

    private static FileLock lock(FileChannel channel, Path lockFile) throws IOException {
        for (int i = 0; i < PATIENCE_ATTEMPTS; i++) {
            FileLock lock = attempt(channel);
            if (lock != null) {
                return lock;
            }
            try {
                Thread.sleep(PATIENCE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for " + lockFile);
            }
        }
        throw new IOException("another run has held " + lockFile + " for long; nothing was changed");
    }

    private static @Nullable FileLock attempt(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another thread of this process has it.
            return null;
        }
    }
}
