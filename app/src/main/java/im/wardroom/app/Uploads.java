// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app;

import im.wardroom.app.config.Configuration;
import im.wardroom.app.config.ListenAddress;
import im.wardroom.app.config.S3Section;
import im.wardroom.app.config.UploadsSection;
import im.wardroom.server.credential.Secret;
import im.wardroom.web.upload.FileStorage;
import im.wardroom.web.upload.FolderStorage;
import im.wardroom.web.upload.Inspection;
import im.wardroom.web.upload.S3Storage;
import im.wardroom.web.upload.UploadDesk;
import im.wardroom.web.upload.UploadRules;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The uploaded files, put together as the configuration says; what has outlived its time is removed by itself.
public final class Uploads implements AutoCloseable {

    /// Within the data folder.
    private static final Path FOLDER = Path.of("uploads");

    /// Within the data folder: files that are on their way, and gone after the next start.
    public static final Path ON_THEIR_WAY = FOLDER.resolve("incoming");

    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);

    private final FileStorage storage;
    private final UploadDesk desk;
    private final boolean on;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("uploads").factory());

    private Uploads(FileStorage storage, UploadDesk desk, boolean on) {
        this.storage = storage;
        this.desk = desk;
        this.on = on;
        var _ = timer.scheduleWithFixedDelay(this::removeOutlived, 1, 1, TimeUnit.MINUTES);
    }

    static boolean areOn(Configuration configuration) {
        return configuration.uploads().enabled()
                && !configuration.listen().https().equals(ListenAddress.OFF);
    }

    /// May block.
    ///
    /// @param inspection of each file, before anybody can have it
    static Uploads open(Network.Parts parts, Inspection inspection) throws IOException {
        Configuration configuration = parts.configuration();
        UploadsSection section = configuration.uploads();
        Path folder = configuration.data().resolve(FOLDER);
        PrivateFiles.folder(folder);
        FileStorage storage = storage(section.s3(), folder);
        UploadRules rules = new UploadRules(
                UploadRules.DEFAULT.slotTime(), section.keepFor().age(), section.atOnce());
        UploadDesk desk = new UploadDesk(
                parts.store(), storage, configuration.data().resolve(ON_THEIR_WAY), inspection, rules, parts.clock());
        return new Uploads(storage, desk, areOn(configuration));
    }

    private static FileStorage storage(S3Section s3, Path folder) {
        if (s3.bucket().isEmpty()) {
            return new FolderStorage(folder);
        }
        return new S3Storage(
                s3.bucket().get(),
                s3.endpoint().map(URI::create),
                s3.region(),
                s3.accessKey().orElse(""),
                s3.secretKey().map(Secret::reveal).orElse(""));
    }

    /// Removing files goes on when uploading is off.
    UploadDesk desk() {
        return desk;
    }

    /// Nothing while uploading is off.
    Optional<UploadDesk> forClients() {
        return on ? Optional.of(desk) : Optional.empty();
    }

    private void removeOutlived() {
        try {
            int removed;
            do {
                removed = desk.removeOutlived();
                if (removed > 0) {
                    LOG.atInfo().addKeyValue("files", removed).log("uploads that have outlived their time are gone");
                }
            } while (removed >= UploadDesk.REMOVED_AT_ONCE);
        } catch (RuntimeException e) {
            // The next minute is as good.
            LOG.atWarn().setCause(e).log("uploads that have outlived their time could not be removed");
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        storage.close();
    }
}
