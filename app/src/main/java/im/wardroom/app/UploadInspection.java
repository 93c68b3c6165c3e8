// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app;

import im.wardroom.guard.Finding;
import im.wardroom.guard.file.Content;
import im.wardroom.guard.file.FileClass;
import im.wardroom.guard.file.FileGuard;
import im.wardroom.guard.file.FileInspector;
import im.wardroom.guard.file.Outcome;
import im.wardroom.store.Upload;
import im.wardroom.web.upload.Inspection;
import im.wardroom.xmpp.address.BareJid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Has the guard look at a file that was uploaded, before anybody can have it. Thread-safe.
public final class UploadInspection implements Inspection {

    /// What is known of a file that passes, for those who watch where it goes.
    ///
    /// @param sha256 in lower hexadecimal digits
    /// @param type what it is by its content
    /// @param content to be read before the receiver returns; it is gone afterwards
    public record Passed(String id, BareJid owner, String sha256, FileClass type, Path content) {

        /// Whether opening it may run something, or it may hold something that does.
        public boolean mayRun() {
            return type.isActive() || type == FileClass.ARCHIVE;
        }
    }

    /// Where what was found is written down, and who hears of it.
    public interface Report {

        /// @param enforced false if the file passes nevertheless
        /// @return a reference by which people can ask what happened
        String found(BareJid owner, Finding finding, boolean enforced);

        /// Many clients show no more than that an upload failed.
        void tell(BareJid owner, String text);
    }

    private static final int MAX_NAME = 80;

    private final FileGuard guard;
    private final Predicate<BareJid> inQuarantine;
    private final Consumer<Passed> passed;
    private final Report report;

    /// @param inQuarantine whether nothing of an account passes at the moment
    /// @param passed is told of each file that passes; may block
    public UploadInspection(FileGuard guard, Predicate<BareJid> inQuarantine, Consumer<Passed> passed, Report report) {
        this.guard = guard;
        this.inQuarantine = inQuarantine;
        this.passed = passed;
        this.report = report;
    }

    @Override
    public Verdict inspect(Upload upload, Path path) throws IOException {
        BareJid owner = Objects.requireNonNull(upload.owner());
        if (inQuarantine.test(owner)) {
            return new Verdict.Refuse("This account is in quarantine: it can read, and write to the security desk.");
        }
        Content content = Content.of(path);
        String sha256 = content.sha256();
        return switch (guard.examine(content, upload.name(), upload.type(), sha256)) {
            case Outcome.Clean _ -> pass(upload, owner, sha256, path);
            case Outcome.Observed(List<Finding> findings) -> {
                findings.forEach(finding -> report.found(owner, evidence(finding, upload), false));
                yield pass(upload, owner, sha256, path);
            }
            case Outcome.Refused(Finding finding) -> refuse(upload, owner, finding);
        };
    }

    private Verdict pass(Upload upload, BareJid owner, String sha256, Path path) throws IOException {
        FileClass type = FileInspector.classOf(Content.of(path), upload.name());
        passed.accept(new Passed(upload.id(), owner, sha256, type, path));
        return new Verdict.Pass();
    }

    private Verdict refuse(Upload upload, BareJid owner, Finding finding) {
        String reference = report.found(owner, evidence(finding, upload), true);
        String text = finding.text() + " (Reference " + reference + ')';
        report.tell(owner, "Your file \"" + shown(upload.name()) + "\" was not uploaded. " + text);
        return new Verdict.Refuse(text);
    }

    private static Finding evidence(Finding finding, Upload upload) {
        return finding.with("path", "upload").with("declared", upload.type());
    }

    private static String shown(String name) {
        String plain = name.replaceAll("[\\p{Cc}\\p{Cf}]", "");
        return plain.length() > MAX_NAME ? plain.substring(0, MAX_NAME) + '…' : plain;
    }
}
