// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app;

import im.wardroom.guard.Finding;
import im.wardroom.guard.artefact.FileFacts;
import im.wardroom.guard.artefact.SimilarityDigest;
import im.wardroom.server.guarding.GuardAssembly;
import im.wardroom.web.upload.Inspection;
import im.wardroom.xmpp.address.BareJid;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;

/// Connects uploads with the guard: what is found in files is written down as everything else is, and files that pass
/// are known by their content when links to them go around.
final class GuardedUploads {

    private static final int PIECE = 64 * 1024;

    private GuardedUploads() {}

    static Inspection inspection(GuardAssembly guard, Clock clock) {
        return new UploadInspection(
                guard.malware().files(),
                owner -> guard.quarantines().of(owner, clock.instant()) != null,
                passed -> guard.files().learn(passed.id(), facts(passed)),
                new Report(guard));
    }

    private static FileFacts.Facts facts(UploadInspection.Passed passed) {
        SimilarityDigest digest = new SimilarityDigest();
        try (InputStream in = Files.newInputStream(passed.content())) {
            byte[] piece = new byte[PIECE];
            int count = in.read(piece);
            while (count > 0) {
                digest.update(piece, 0, count);
                count = in.read(piece);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FileFacts.Facts(passed.sha256(), digest.digest(), passed.mayRun());
    }

    private record Report(GuardAssembly guard) implements UploadInspection.Report {

        @Override
        public String found(BareJid owner, Finding finding, boolean enforced) {
            return guard.chronicle().note(owner, null, finding, "refuse", enforced);
        }

        @Override
        public void tell(BareJid owner, String text) {
            guard.desk().tell(owner, text);
        }
    }
}
