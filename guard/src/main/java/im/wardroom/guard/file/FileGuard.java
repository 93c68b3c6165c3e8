// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.file;

import im.wardroom.guard.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All that is done with a file before anybody can have it: inspection first, because it is cheap, then the scanners.
/// Thread-safe; may block.
public final class FileGuard {

    private static final Logger LOG = LoggerFactory.getLogger(FileGuard.class);

    private final FileInspector inspector;
    private final Scan scan;
    private final LongAdder examined = new LongAdder();

    public FileGuard(FileInspector inspector, Scan scan) {
        this.inspector = inspector;
        this.scan = scan;
    }

    /// Files that were looked at since the start, whichever way they came.
    public long examined() {
        return examined.sum();
    }

    /// @param name as it was declared, or empty
    /// @param type the media type that was declared, or empty
    public Outcome examine(Content content, String name, String type) {
        try {
            return examine(content, name, type, content.sha256());
        } catch (IOException | UncheckedIOException e) {
            LOG.atError().setCause(e).log("a file could not be inspected");
            return new Outcome.Refused(FileInspector.unread());
        }
    }

    /// As above, where the hash is known already.
    ///
    /// @param sha256 in lower hexadecimal digits
    /// @throws IOException if the file cannot be read
    public Outcome examine(Content content, String name, String type, String sha256) throws IOException {
        examined.increment();
        Outcome inspected = inspector.inspect(content, name, type, sha256);
        return inspected instanceof Outcome.Refused ? inspected : both(inspected, scan.scan(content, sha256));
    }

    private static Outcome both(Outcome first, Outcome second) {
        return switch (second) {
            case Outcome.Refused refused -> refused;
            case Outcome.Clean(boolean opaque) ->
                first instanceof Outcome.Clean(boolean before) ? new Outcome.Clean(before || opaque) : first;
            case Outcome.Observed(List<Finding> findings) -> {
                List<Finding> all = new ArrayList<>(findings);
                if (first instanceof Outcome.Observed(List<Finding> before)) {
                    all.addAll(0, before);
                }
                yield new Outcome.Observed(all);
            }
        };
    }
}
