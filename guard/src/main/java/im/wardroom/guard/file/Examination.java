// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.file;

import im.wardroom.guard.Finding;
import im.wardroom.guard.Mode;
import im.wardroom.guard.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The looking at one file and all that is in it. Ends at the first thing that is refused. For one thread.
final class Examination {

    private static final int MAX_OBSERVED = 20;
    private static final int RELATIONS = 256 * 1024;

    /// A file, or one in it.
    record Subject(
            Content content,
            FileName name,
            String type,
            @Nullable String sha256) {}

    /// Where a file is.
    ///
    /// @param path of the archives around it
    /// @param document what is around it is a document, which runs no scripts or pages that lie in it
    record Within(int depth, String path, boolean document) {
        static final Within NOTHING = new Within(0, "", false);

        Within deeper(FileName archive, boolean isDocument) {
            String more = path.isEmpty() ? archive.given() : path + " > " + archive.given();
            return new Within(depth + 1, more.length() > 300 ? more.substring(0, 300) : more, isDocument);
        }
    }

    private final FileRules rules;
    private final Known known;
    private final Path folder;
    private final Budget budget;
    private final List<Finding> observed = new ArrayList<>();
    private @Nullable Finding refused;
    private boolean opaque;

    Examination(FileRules rules, Known known, Path folder, long size) {
        this.rules = rules;
        this.known = known;
        this.folder = folder;
        this.budget = new Budget(rules.limits(), size);
    }

    Outcome outcome() {
        if (refused != null) {
            return new Outcome.Refused(refused);
        }
        return observed.isEmpty() ? new Outcome.Clean(opaque) : new Outcome.Observed(observed);
    }

    private void found(Mode mode, Finding finding) {
        if (mode == Mode.ENFORCE && refused == null) {
            refused = finding;
        } else if (mode == Mode.OBSERVE && observed.size() < MAX_OBSERVED) {
            observed.add(finding);
        }
    }

    /// @return whether to go on
    boolean look(Subject subject, Within within) throws IOException {
        String sha256 = subject.sha256() == null ? subject.content().sha256() : subject.sha256();
        if (known.mode() != Mode.OFF) {
            known.bad(subject.name().shown(), sha256)
                    .ifPresent(bad -> found(known.mode(), evidence(bad, subject, within)));
        }
        Optional<FileName.Trick> trick = subject.name().trick();
        trick.ifPresent(seen -> found(
                rules.mode(),
                evidence(
                        Finding.of(
                                        seen == FileName.Trick.PATH ? Reason.FILE_ARCHIVE : Reason.FILE_DISGUISED,
                                        called(subject, within) + " has a name that misleads. Give it a plain one.")
                                .with("trick", seen.code()),
                        subject,
                        within)));
        if (refused != null) {
            return false;
        }
        Optional<FileClass> claimed = subject.name().isAppleDouble()
                ? Optional.empty()
                : subject.name().claims();
        Recognised content = unpacked(Recogniser.recognise(subject.content(), claimed), subject);
        if (content.unpacking() != Unpacking.ZIP) {
            judge(subject, within, content, claimed);
        }
        if (refused == null && content.unpacking() != Unpacking.NONE) {
            lookInto(subject, within, content, claimed);
        }
        return refused == null;
    }

    /// The oldest form of tar has no mark, but a name.
    private static Recognised unpacked(Recognised content, Subject subject) {
        return content.type() == FileClass.DATA
                        && content.unpacking() == Unpacking.NONE
                        && subject.name().ending().equals("tar")
                        && subject.content().size() >= 512
                ? new Recognised(FileClass.ARCHIVE, Unpacking.TAR.type(), Unpacking.TAR)
                : content;
    }

    private void judge(Subject subject, Within within, Recognised content, Optional<FileClass> claimed)
            throws IOException {
        FileClass type = content.type();
        if (type == FileClass.ENCRYPTED) {
            if (rules.opaque() == FileRules.Choice.REFUSE) {
                found(
                        rules.mode(),
                        evidence(
                                Finding.of(
                                                Reason.FILE_TYPE,
                                                called(subject, within)
                                                        + " is encrypted, so that it cannot be checked. Such files are not allowed here.")
                                        .with("type", content.name()),
                                subject,
                                within));
                return;
            }
            opaque = true;
        }
        Optional<FileClass> declared = Endings.ofType(subject.type());
        boolean lies = isLie(claimed, type) || isLie(declared, type);
        if (lies && !(within.document() && !type.isActive())) {
            found(rules.mode(), disguised(subject, within, content, claimed, declared));
        } else if (isRefused(type, within)) {
            found(rules.mode(), refusedType(subject, within, content, type));
        } else if (claimed.filter(claim -> isRefused(claim, within)).isPresent()) {
            found(rules.mode(), refusedType(subject, within, content, claimed.get()));
        } else if (declared.filter(claim -> isRefused(claim, within)).isPresent()) {
            found(rules.mode(), refusedType(subject, within, content, declared.get()));
        } else if (content.unpacking() == Unpacking.NONE
                && !type.isActive()
                && ZipReader.endsAsOne(subject.content())) {
            found(
                    rules.mode(),
                    disguised(subject, within, content, claimed, declared).with("also", Unpacking.ZIP.type()));
        }
    }

    private static boolean isLie(Optional<FileClass> claim, FileClass type) {
        return claim.filter(said -> !said.covers(type)).isPresent();
    }

    private boolean isRefused(FileClass type, Within within) {
        boolean asleep = within.document()
                && (type == FileClass.ACTIVE_PAGE || type == FileClass.SCRIPT || type == FileClass.PAGE);
        return !asleep && !rules.allowed().contains(type);
    }

    private static Finding refusedType(Subject subject, Within within, Recognised content, FileClass type) {
        return evidence(
                Finding.of(Reason.FILE_TYPE, called(subject, within) + " is of a kind that is not allowed here.")
                        .with("class", type.code())
                        .with("type", content.name()),
                subject,
                within);
    }

    private static Finding disguised(
            Subject subject,
            Within within,
            Recognised content,
            Optional<FileClass> claimed,
            Optional<FileClass> declared) {
        Finding finding = Finding.of(
                        Reason.FILE_DISGUISED,
                        called(subject, within) + " is something else than its name or its type says.")
                .with("class", content.type().code())
                .with("type", content.name());
        finding = claimed.isPresent() ? finding.with("name-says", claimed.get().code()) : finding;
        finding = declared.isPresent() ? finding.with("declared", subject.type()) : finding;
        return evidence(finding, subject, within);
    }

    private static String called(Subject subject, Within within) {
        String shown = subject.name().shown();
        return within.depth() == 0
                ? "The file"
                : shown.isEmpty() ? "A file in the archive" : "The file \"" + shown + "\" in the archive";
    }

    private static Finding evidence(Finding finding, Subject subject, Within within) {
        Finding more = finding.with("file", subject.name().shown())
                .with("size", subject.content().size());
        more = subject.sha256() == null ? more : more.with("sha256", subject.sha256());
        return within.path().isEmpty() ? more : more.with("within", within.path());
    }

    private void lookInto(Subject subject, Within within, Recognised content, Optional<FileClass> claimed)
            throws IOException {
        boolean document = content.type() == FileClass.DOCUMENT || content.type() == FileClass.ACTIVE_DOCUMENT;
        Inside inside = new Inside(subject, within, content, claimed, document);
        try {
            budget.depth(within.depth() + 1);
            new Archives(budget)
                    .visit(
                            subject.content(),
                            content.unpacking(),
                            subject.name().given(),
                            inside);
        } catch (ArchiveTrouble e) {
            trouble(e, subject, within);
        }
    }

    private void trouble(ArchiveTrouble trouble, Subject subject, Within within) {
        FileRules.Choice choice = switch (trouble.kind()) {
            case ENCRYPTED -> rules.encrypted();
            case UNREADABLE -> rules.unreadable();
            case LIMIT, AMBIGUOUS -> FileRules.Choice.REFUSE;
        };
        if (choice == FileRules.Choice.PASS) {
            opaque = true;
            return;
        }
        String text = switch (trouble.kind()) {
            case ENCRYPTED -> " has a password, so that it cannot be checked. Send it without one.";
            case UNREADABLE -> " cannot be unpacked to be checked. Send it as a ZIP, or what is in it by itself.";
            case LIMIT -> " unpacks to too much to be checked. Send it in parts.";
            case AMBIGUOUS -> " is not well formed. Pack it anew.";
        };
        found(
                rules.mode(),
                evidence(
                        Finding.of(Reason.FILE_ARCHIVE, called(subject, within) + text)
                                .with("trouble", String.valueOf(trouble.getMessage())),
                        subject,
                        within));
    }

    /// What is in an archive or a document.
    private final class Inside implements Archives.Visitor {
        private final Subject outer;
        private final Within within;
        private final Recognised content;
        private final Optional<FileClass> claimed;
        private boolean document;

        Inside(Subject outer, Within within, Recognised content, Optional<FileClass> claimed, boolean document) {
            this.outer = outer;
            this.within = within;
            this.content = content;
            this.claimed = claimed;
            this.document = document;
        }

        @Override
        public boolean names(List<String> names) throws IOException {
            FileClass type = Package.of(names);
            document = type == FileClass.DOCUMENT || type == FileClass.ACTIVE_DOCUMENT;
            judge(outer, within, content.as(type), claimed);
            return refused == null;
        }

        @Override
        public boolean file(String name, InputStream in) throws IOException {
            try (Spool spool = Spool.of(in, folder, budget)) {
                Within deeper = within.deeper(outer.name(), document);
                if (document && loadsTemplate(name, spool.content())) {
                    Subject whole = new Subject(outer.content(), outer.name(), outer.type(), outer.sha256());
                    if (isRefused(FileClass.ACTIVE_DOCUMENT, within)) {
                        found(rules.mode(), refusedType(whole, within, content, FileClass.ACTIVE_DOCUMENT));
                        return refused == null;
                    }
                }
                return look(new Subject(spool.content(), new FileName(name), "", null), deeper);
            }
        }

        /// A document whose macros are fetched from somewhere else when it is opened.
        private static boolean loadsTemplate(String name, Content content) throws IOException {
            if (!name.endsWith("settings.xml.rels")) {
                return false;
            }
            String relations = new String(content.read(0, RELATIONS), StandardCharsets.UTF_8);
            return relations.contains("attachedTemplate") && relations.contains("External");
        }
    }
}
