// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.guard.Finding;
import im.wardroom.guard.Mode;
import im.wardroom.guard.Reason;
import im.wardroom.guard.file.FileGuard;
import im.wardroom.guard.file.FileInspector;
import im.wardroom.guard.file.FileRules;
import im.wardroom.guard.file.Known;
import im.wardroom.guard.file.Scan;
import im.wardroom.store.Upload;
import im.wardroom.web.upload.Inspection;
import im.wardroom.xmpp.address.BareJid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An upload meets the guard before anybody can have it.
class UploadInspectionTest {

    private static final BareJid ROMEO = BareJid.parse("romeo@montague.example");

    @TempDir
    private Path folder;

    private final List<UploadInspection.Passed> passed = new ArrayList<>();
    private final List<Finding> found = new ArrayList<>();
    private final List<Boolean> enforced = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private FileRules rules = FileRules.DEFAULT;
    private boolean confined;

    private Inspection.Verdict inspect(String name, String type, String content) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), content, StandardCharsets.ISO_8859_1);
        Path unpacked = Files.createDirectories(folder.resolve("unpacked"));
        Upload upload = new Upload(
                "id", ROMEO, name, type, content.length(), Upload.Purpose.MESSAGE, Instant.EPOCH, null, null);
        UploadInspection inspection = new UploadInspection(
                new FileGuard(new FileInspector(() -> rules, Known.NOTHING, unpacked), Scan.NONE),
                account -> confined,
                passed::add,
                new UploadInspection.Report() {
                    @Override
                    public String found(BareJid owner, Finding finding, boolean stopped) {
                        found.add(finding);
                        enforced.add(stopped);
                        return "ABC";
                    }

                    @Override
                    public void tell(BareJid owner, String text) {
                        told.add(text);
                    }
                });
        return inspection.inspect(upload, file);
    }

    @Test
    void harmlessFilePassesAndItsHashIsToldToWhoWatches() throws IOException {
        assertThat(inspect("a.txt", "text/plain", "hello")).isEqualTo(new Inspection.Verdict.Pass());
        assertThat(passed).singleElement().satisfies(file -> {
            assertThat(file.id()).isEqualTo("id");
            assertThat(file.owner()).isEqualTo(ROMEO);
            assertThat(file.sha256()).startsWith("2cf24dba5fb0a30e");
            assertThat(file.mayRun()).isFalse();
        });
        assertThat(found).isEmpty();
    }

    @Test
    void fileThatIsStoppedIsExplainedToItsOwnerWithAReference() throws IOException {
        assertThat(inspect("holiday.jpg", "image/jpeg", "\u007FELF\u0002\u0001"))
                .isInstanceOfSatisfying(
                        Inspection.Verdict.Refuse.class,
                        refused -> assertThat(refused.text()).contains("(Reference ABC)"));
        assertThat(told)
                .singleElement()
                .asString()
                .contains("\"holiday.jpg\" was not uploaded")
                .contains("ABC");
        assertThat(found).singleElement().satisfies(finding -> {
            assertThat(finding.reason()).isEqualTo(Reason.FILE_DISGUISED);
            assertThat(finding.evidence()).containsEntry("path", "upload").containsKey("sha256");
        });
        assertThat(enforced).containsExactly(true);
        assertThat(passed).isEmpty();
    }

    @Test
    void ruleThatObservesIsWrittenDownAndTheFilePasses() throws IOException {
        rules = rules.with(Mode.OBSERVE);
        assertThat(inspect("a.exe", "", "MZ")).isEqualTo(new Inspection.Verdict.Pass());
        assertThat(enforced).containsExactly(false);
        assertThat(passed).hasSize(1);
        assertThat(told).isEmpty();
    }

    @Test
    void accountInQuarantineUploadsNothing() throws IOException {
        confined = true;
        assertThat(inspect("a.txt", "", "hello")).isInstanceOf(Inspection.Verdict.Refuse.class);
        assertThat(passed).isEmpty();
    }
}
