// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.upload;

import im.wardroom.store.Change;
import im.wardroom.store.Store;
import im.wardroom.store.StoreException;
import im.wardroom.store.Upload;
import im.wardroom.web.http.Resource;
import im.wardroom.web.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The files of all people: takes them in, gives them out, and removes those that have outlived their time. The store
/// says which files there are; a file is there when it is on disk and the store says so. Thread-safe.
public final class UploadDesk {

    /// Files of one call of [#removeOutlived()].
    public static final int REMOVED_AT_ONCE = 200;

    private static final Logger LOG = LoggerFactory.getLogger(UploadDesk.class);

    private final Store store;
    private final FileStorage storage;
    private final Path incoming;
    private final Inspection inspection;
    private final UploadRules rules;
    private final Clock clock;
    private final Slots slots;

    /// May block.
    ///
    /// @param incoming a folder for files that are on their way; what an earlier run left there is removed
    /// @throws IOException if the folder cannot be used
    public UploadDesk(
            Store store, FileStorage storage, Path incoming, Inspection inspection, UploadRules rules, Clock clock)
            throws IOException {
        this.store = store;
        this.storage = storage;
        this.incoming = incoming;
        this.inspection = inspection;
        this.rules = rules;
        this.slots = new Slots(rules.atOnce(), rules.atOnceOfOne());
        this.clock = clock;
        Files.createDirectories(incoming);
        try (Stream<Path> left = Files.list(incoming)) {
            for (Path file : left.toList()) {
                Files.delete(file);
            }
        }
    }

    /// What there is at a path.
    public Optional<Resource> find(String path) {
        if (path.startsWith(Upload.PUT_PATH)) {
            return Slots.key(path.substring(Upload.PUT_PATH.length())).map(secret -> new Intake(this, secret));
        }
        if (path.startsWith(Upload.GET_PATH)) {
            return Slots.key(path.substring(Upload.GET_PATH.length())).map(id -> new Download(this, id));
        }
        return Optional.empty();
    }

    FileStorage storage() {
        return storage;
    }

    Optional<Upload> readable(String id) {
        Instant now = clock.instant();
        return store.uploads().find(id).filter(upload -> rules.mayBeRead(upload, now));
    }

    Optional<Upload> sendable(String id) {
        Instant now = clock.instant();
        return store.uploads().find(id).filter(upload -> rules.mayBeSent(upload, now));
    }

    /// Takes in the file of a slot. Blocks until it is there for everybody, or refused.
    ///
    /// @param digest of the content, as the client has it
    /// @throws IOException if it did not come whole
    Response take(Upload upload, InputStream body, Optional<byte[]> digest) throws IOException {
        return switch (slots.take(upload.id(), Objects.requireNonNull(upload.owner()))) {
            case CROWDED ->
                Response.of(503, "Too many files are being uploaded. Try again in a minute.")
                        .with("retry-after", "60");
            case UNDERWAY -> Response.of(409, "The file is being uploaded already.");
            case TAKEN -> takeAlone(upload, body, digest);
        };
    }

    private Response takeAlone(Upload upload, InputStream body, Optional<byte[]> digest) throws IOException {
        try (Incoming file = new Incoming(incoming, upload.id())) {
            if (sendable(upload.id()).isEmpty()) {
                // Somebody else has sent it since it was looked for.
                return Response.of(404, "There is no such slot, or not any more. Ask for another one.");
            }
            byte[] sha256 = file.take(body);
            if (digest.isPresent() && !MessageDigest.isEqual(digest.get(), sha256)) {
                return Response.of(400, "The file has another digest than the one that came with it.");
            }
            return inspected(upload, file, sha256);
        } catch (UncheckedIOException e) {
            LOG.atError().setCause(e).log("an upload could not be written");
            return Response.of(507, "The server cannot keep the file.");
        } finally {
            slots.give(upload.id());
        }
    }

    private Response inspected(Upload upload, Incoming file, byte[] sha256) {
        return switch (verdict(upload, file)) {
            case Inspection.Verdict.Pass _ -> keep(upload, file, sha256);
            case Inspection.Verdict.Refuse(String text) -> {
                store.commit(List.of(new Change.RemoveUpload(upload.id()))).join();
                LOG.atWarn()
                        .addKeyValue("owner", upload.owner())
                        .addKeyValue("bytes", upload.size())
                        .log("an upload was refused");
                yield Response.of(403, text);
            }
        };
    }

    /// What cannot be looked at does not pass.
    private Inspection.Verdict verdict(Upload upload, Incoming file) {
        try {
            return inspection.inspect(upload, file.path());
        } catch (IOException | RuntimeException e) {
            LOG.atError().setCause(e).log("an upload could not be inspected");
            return new Inspection.Verdict.Refuse("The file could not be checked.");
        }
    }

    private Response keep(Upload upload, Incoming file, byte[] sha256) {
        try {
            storage.keep(upload.id(), file.path());
            store.commit(List.of(new Change.CompleteUpload(upload.id(), sha256)))
                    .join();
            return Response.of(201);
        } catch (IOException e) {
            LOG.atError().setCause(e).log("an upload could not be kept");
            return Response.of(507, "The server cannot keep the file.");
        } catch (CompletionException e) {
            if (e.getCause() instanceof StoreException.Missing) {
                removeIfNobodys(upload.id());
                return Response.of(404, "There is no such slot any more.");
            }
            // It may be noted nevertheless. If it is not, the slot takes the bytes along when it has outlived its time.
            LOG.atError().setCause(e).log("an upload could not be noted");
            return Response.of(507, "The server cannot keep the file.");
        }
    }

    /// Its slot was removed while it came.
    private void removeIfNobodys(String id) {
        try {
            if (store.uploads().find(id).isEmpty()) {
                storage.remove(id);
            }
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("an upload that is nobody's could not be removed");
        }
    }

    /// Removes a file, as an administrator wants it. May block.
    ///
    /// @throws IOException if its bytes cannot be removed; then it is still there
    public void remove(Upload upload) throws IOException {
        storage.remove(upload.id());
        store.commit(List.of(new Change.RemoveUpload(upload.id()))).join();
    }

    /// Removes some of the files that have outlived their time. May block.
    ///
    /// @return how many; if it is [#REMOVED_AT_ONCE], there may be more
    public int removeOutlived() {
        Instant now = clock.instant();
        // Before it is read what is there: what is on its way now may be complete then.
        Set<String> underway = slots.underway();
        List<Upload> outlived =
                store.uploads().outlived(now, now.minus(rules.slotTime()), rules.oldest(now), REMOVED_AT_ONCE).stream()
                        .filter(upload -> !underway.contains(upload.id()))
                        .toList();
        int removed = 0;
        for (Upload upload : outlived) {
            try {
                remove(upload);
                removed++;
            } catch (IOException | CompletionException e) {
                LOG.atWarn().setCause(e).log("a file that has outlived its time could not be removed");
            }
        }
        return removed;
    }
}
