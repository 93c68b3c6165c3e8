// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;

/// Says what a file is by its content alone; of its name, only whether it would be opened as a page. May block.
final class Recogniser {

    private static final int HEAD = 64 * 1024;

    /// Beginnings of texts that something runs or follows, in lower case.
    private static final String[][] LINES = {
        {"#!", "script"},
        {"@echo off", "script"},
        {"windows registry editor", "script"},
        {"regedit4", "script"},
        {"<hta:", "script"},
        {"[internetshortcut", "shortcut"},
        {"[desktop entry]", "shortcut"},
        {"[autorun]", "shortcut"},
        {"[.shellclassinfo]", "shortcut"},
        {"[shell]\ncommand", "shortcut"},
        {"[shell]\r\ncommand", "shortcut"},
        {"<librarydescription", "shortcut"},
        {"<persistedquery", "shortcut"},
    };

    private static final String[] PAGES = {
        "<!doctype html", "<html", "<head", "<body", "<script", "<title", "<meta", "<iframe", "<svg", "<!doctype svg"
    };

    /// The tables of Tika take a moment to read, so they are read for the first file.
    private static final class Tika {
        static final MimeTypes TYPES = MimeTypes.getDefaultMimeTypes();

        private Tika() {}
    }

    private Recogniser() {}

    static Recognised recognise(Content content, Optional<FileClass> claimed) throws IOException {
        byte[] head = content.read(0, HEAD);
        if (head.length == 0) {
            return new Recognised(FileClass.DATA, "application/x-empty", Unpacking.NONE);
        }
        if (startsWith(head, CompoundFile.MAGIC)) {
            return compound(content);
        }
        Optional<Recognised> sure = Magic.of(content, head);
        if (sure.isPresent()) {
            return sure.get();
        }
        MediaType type = Tika.TYPES.detect(new ByteArrayInputStream(head), new Metadata());
        return named(content, head, type.getBaseType().toString(), claimed);
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && java.util.Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }

    private static Recognised compound(Content content) throws IOException {
        CompoundFile file = CompoundFile.read(content);
        FileClass type = file.isInstaller()
                ? FileClass.EXECUTABLE
                : file.isActive() ? FileClass.ACTIVE_DOCUMENT : FileClass.DOCUMENT;
        // What cannot be read, and what has a password, is to be treated as an archive of that kind.
        boolean closed = !file.isInstaller() && (file.isEncrypted() || file.isDamaged());
        return new Recognised(type, "application/x-ole-storage", closed ? Unpacking.UNKNOWN : Unpacking.NONE);
    }

    private static Recognised named(Content content, byte[] head, String type, Optional<FileClass> claimed)
            throws IOException {
        if (type.equals("application/octet-stream")) {
            boolean random = isRandom(head);
            return new Recognised(random ? FileClass.ENCRYPTED : FileClass.DATA, type, Unpacking.NONE);
        }
        if (type.equals("application/pdf")) {
            return new Recognised(
                    Markup.pdfActs(content) ? FileClass.ACTIVE_DOCUMENT : FileClass.DOCUMENT, type, Unpacking.NONE);
        }
        if (type.equals("application/rtf") || type.equals("text/rtf")) {
            return new Recognised(
                    Markup.rtfActs(content) ? FileClass.ACTIVE_DOCUMENT : FileClass.DOCUMENT, type, Unpacking.NONE);
        }
        FileClass known = byType(type);
        if (known.isActive() && Magic.isText(head, Math.min(head.length, 512))) {
            // Programs are known by now; this only begins with the same letters.
            known = FileClass.TEXT;
        }
        if (known == FileClass.TEXT || known == FileClass.PAGE || type.equals("image/svg+xml")) {
            return text(content, head, type, known, claimed);
        }
        return new Recognised(known, type, Unpacking.NONE);
    }

    private static Recognised text(
            Content content, byte[] head, String type, FileClass known, Optional<FileClass> claimed)
            throws IOException {
        String start = beginning(head);
        for (String[] line : LINES) {
            if (start.startsWith(line[0])) {
                return new Recognised(
                        line[1].equals("script") ? FileClass.SCRIPT : FileClass.SHORTCUT, type, Unpacking.NONE);
            }
        }
        boolean drawing = type.equals("image/svg+xml") || start.startsWith("<svg") || start.startsWith("<!doctype svg");
        boolean page = known == FileClass.PAGE
                || isPage(start)
                || claimed.filter(claim -> claim == FileClass.PAGE || claim == FileClass.IMAGE && start.startsWith("<"))
                        .isPresent();
        if ((page || drawing) && Markup.pageActs(content, head)) {
            return new Recognised(FileClass.ACTIVE_PAGE, type, Unpacking.NONE);
        }
        return new Recognised(drawing ? FileClass.IMAGE : page ? FileClass.PAGE : FileClass.TEXT, type, Unpacking.NONE);
    }

    private static boolean isPage(String start) {
        for (String page : PAGES) {
            if (start.startsWith(page)) {
                return true;
            }
        }
        return false;
    }

    /// In lower case, without what may stand before the first thing that counts.
    private static String beginning(byte[] head) {
        int length = Math.min(head.length, 8192);
        String text = new String(head, 0, length, Markup.charset(head)).toLowerCase(Locale.ROOT);
        if (text.startsWith("\u00EF\u00BB\u00BF")) {
            text = text.substring(3);
        }
        text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        text = text.strip();
        while (text.startsWith("<?xml") || text.startsWith("<!--")) {
            String close = text.startsWith("<?") ? "?>" : "-->";
            int end = text.indexOf(close);
            if (end < 0) {
                break;
            }
            text = text.substring(end + close.length()).strip();
        }
        return text;
    }

    private static FileClass byType(String type) {
        FileClass declared = Endings.ofType(type).orElse(FileClass.DATA);
        // A text that reads like a program is a text until its name, or its first line, has it run.
        return declared == FileClass.SCRIPT || type.endsWith("+xml") && declared == FileClass.DATA
                ? FileClass.TEXT
                : declared;
    }

    /// All bytes are as frequent as chance has them: encrypted, or compressed by something unknown.
    private static boolean isRandom(byte[] head) {
        if (head.length < 512) {
            return false;
        }
        int[] counts = new int[256];
        for (byte b : head) {
            counts[b & 0xFF]++;
        }
        double expected = head.length / 256.0;
        double distance = 0;
        for (int count : counts) {
            distance += (count - expected) * (count - expected) / expected;
        }
        // Chi square with 255 degrees of freedom: 255 on average, 400 practically never.
        return distance < 400;
    }
}
