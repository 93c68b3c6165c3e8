// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.file;

import static im.wardroom.guard.file.Samples.text;
import static im.wardroom.guard.file.Samples.zip;
import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.guard.Finding;
import im.wardroom.guard.Mode;
import im.wardroom.guard.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileInspectorTest {

    @TempDir
    private Path folder;

    private FileRules rules = FileRules.DEFAULT;
    private Known known = Known.NOTHING;

    private Outcome inspect(String name, String type, byte[] bytes) {
        try {
            Content content = Content.of(bytes);
            return new FileInspector(() -> rules, known, folder).inspect(content, name, type, content.sha256());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Finding refused(String name, String type, byte[] bytes) {
        Outcome outcome = inspect(name, type, bytes);
        assertThat(outcome).as(name).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).finding();
    }

    private Reason reason(String name, byte[] bytes) {
        return refused(name, "", bytes).reason();
    }

    @AfterEach
    void nothingIsLeftBehind() throws IOException {
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    static Stream<Arguments> harmless() {
        String log = "2026-11-27 03:16:51 sshd[1]: Accepted publickey for ops from 192.0.2.1\n".repeat(4000);
        return Stream.of(
                Arguments.of("IMG_2026.jpg", "image/jpeg", Samples.jpeg()),
                Arguments.of("Bildschirmfoto 2026-11-27 um 03.16.51.png", "image/png", Samples.png()),
                Arguments.of("", "", Samples.png()),
                Arguments.of("photo.jpg", "application/octet-stream", Samples.jpeg()),
                Arguments.of("sent-by-phone.jpg", "image/jpeg", Samples.png()),
                Arguments.of("funny.gif", "image/gif", Samples.mp4()),
                Arguments.of("minutes.v1.2.final.pdf", "application/pdf", Samples.pdf("")),
                Arguments.of("letter.docx", "", Samples.office(Map.of())),
                Arguments.of("letter.docx", "application/zip", Samples.office(Map.of())),
                Arguments.of("old.doc", "application/msword", Samples.compound("WordDocument", "1Table")),
                Arguments.of("export.xls", "", text("<html><body><table><tr><td>1</td></tr></table></body></html>")),
                Arguments.of("export.xls", "", text("name;amount\nAda;3\n")),
                Arguments.of("access.log", "text/plain", text(log)),
                Arguments.of("access.log.gz", "application/gzip", Samples.gzip(text(log))),
                Arguments.of("logs.tar.gz", "", Samples.gzip(Samples.tar("var/log/access.log", text(log)))),
                Arguments.of("logs.tbz2", "", Samples.bzip2(Samples.tar("access.log", text(log)))),
                Arguments.of("logs.txz", "", Samples.xz(Samples.tar("access.log", text(log)))),
                Arguments.of("logs.7z", "", Samples.sevenZip("access.log", text(log), new char[0])),
                Arguments.of("photos.zip", "", zip(photos())),
                Arguments.of("fertig.zip", "", zip("Über uns/Größe.txt", text("ja"))),
                Arguments.of("windows.zip", "", inOldCodePage(zip("Gr__e.txt", text("ja")))),
                Arguments.of("empty.txt", "text/plain", new byte[0]),
                Arguments.of("letter.txt", "", text("MZ is what Mr. Zbikowski wrote; CWS, too.")),
                Arguments.of("howto.txt", "", text("Open a terminal and run:\n#!/bin/sh\necho hello\n")),
                Arguments.of("howto.md", "", text("Use `<script>` only where you must.\n")),
                Arguments.of(
                        "logo.svg",
                        "image/svg+xml",
                        text("<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0'/></svg>")),
                Arguments.of(
                        "page.html",
                        "text/html",
                        text("<!DOCTYPE html><html><body><p>On time = good</p></body></html>")),
                Arguments.of("id_ed25519.pub", "", text("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIG ada@example.org\n")),
                Arguments.of("contact.vcf", "text/vcard", text("BEGIN:VCARD\nVERSION:4.0\nFN:Ada\nEND:VCARD\n")),
                Arguments.of("voice.m4a", "audio/mp4", Samples.mp4()),
                Arguments.of("תמונה\u200F.png", "image/png", Samples.png()));
    }

    private static Map<String, byte[]> photos() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("Urlaub/IMG_1.jpg", Samples.jpeg());
        files.put("__MACOSX/Urlaub/._IMG_1.jpg", appleDouble());
        files.put("Urlaub/.DS_Store", new byte[] {0, 0, 0, 1, 'B', 'u', 'd', '1', 0, 0, 16, 0});
        return files;
    }

    /// With letters of code page 437 in the name.
    private static byte[] inOldCodePage(byte[] zip) {
        byte[] changed = zip.clone();
        for (int i = 0; i + 4 < changed.length; i++) {
            if (changed[i] == 'G' && changed[i + 1] == 'r' && changed[i + 2] == '_') {
                changed[i + 2] = (byte) 0x94;
                changed[i + 3] = (byte) 0xE1;
            }
        }
        return changed;
    }

    private static byte[] appleDouble() {
        byte[] bytes = new byte[120];
        bytes[1] = 5;
        bytes[2] = 0x16;
        bytes[3] = 7;
        return bytes;
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void whatPeopleSendEveryDayPasses(String name, String type, byte[] bytes) {
        assertThat(inspect(name, type, bytes)).isEqualTo(Outcome.CLEAN);
    }

    static Stream<Arguments> programs() {
        return Stream.of(
                Arguments.of("setup.exe", Samples.exe()),
                Arguments.of("setup", Samples.exe()),
                Arguments.of("setup.bin", text("\u007FELF\u0002\u0001\u0001\u0000")),
                Arguments.of("Main.class", bytes("CAFEBABE00000034")),
                Arguments.of("tool", bytes("CFFAEDFE0700000103000000")),
                Arguments.of("gone.scr", text("empty inside")),
                Arguments.of("letter.lnk", bytes("4C0000000114020000000000C000000000000046")),
                Arguments.of("shop.url", text("[InternetShortcut]\r\nURL=https://example.org\r\n")),
                Arguments.of("run.desktop", text("[Desktop Entry]\nExec=sh\n")),
                Arguments.of("install.sh", text("echo hello\n")),
                Arguments.of("install", text("#!/usr/bin/env python3\nprint(1)\n")),
                Arguments.of("macro.vbs", text("MsgBox \"hello\"\n")),
                Arguments.of("a.js", text("alert(1)")),
                Arguments.of("a.hta", text("<hta:application>")),
                Arguments.of("a.wsf", text("<job><script language='VBScript'></script></job>")),
                Arguments.of("a.ps1", text("Get-Date\n")),
                Arguments.of("go.bat", text("@echo off\r\n")),
                Arguments.of("disk.iso", text("whatever")),
                Arguments.of(
                        "app.jar",
                        zip(Map.of(
                                "META-INF/MANIFEST.MF",
                                text("Main-Class: A\n"),
                                "A.class",
                                bytes("CAFEBABE00000034")))),
                Arguments.of(
                        "app.apk", zip(Map.of("AndroidManifest.xml", new byte[4], "classes.dex", text("dex\n035")))),
                Arguments.of("sheet.xlsm", Samples.office(Map.of())),
                Arguments.of("page.html", text("<html><body><script>alert(1)</script></body></html>")),
                Arguments.of("page.htm", text("some words <img src=x onerror=alert(1)>")),
                Arguments.of("page.html", text("<a href='java&#x73;cript:x'><p/onclick=go()>")),
                Arguments.of("notes.one", bytes("E4525C7B8CD8A74DAEB15378D02996D3")),
                Arguments.of("setup.msi", installer()));
    }

    private static byte[] bytes(String hex) {
        return java.util.HexFormat.of().parseHex(hex);
    }

    private static byte[] installer() {
        byte[] file = Samples.compound("Tables");
        byte[] id = bytes("84100C0000000000C000000000000046");
        System.arraycopy(id, 0, file, 1024 + 80, id.length);
        return file;
    }

    @ParameterizedTest
    @MethodSource("programs")
    void whatRunsIsRefusedByContentAndByName(String name, byte[] bytes) {
        assertThat(reason(name, bytes)).isEqualTo(Reason.FILE_TYPE);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void whatRunsIsRefusedInsideOfAnArchiveAndOfAnArchiveInIt(String name, byte[] bytes) {
        assertThat(reason("all.zip", zip("folder/" + name, bytes))).isEqualTo(Reason.FILE_TYPE);
        Finding finding = refused("all.zip", "", zip("inner.tar.gz", Samples.gzip(Samples.tar(name, bytes))));
        assertThat(finding.reason()).isEqualTo(Reason.FILE_TYPE);
        assertThat(finding.text()).contains("\"" + name + "\" in the archive");
        assertThat(finding.evidence()).containsEntry("within", "all.zip > inner.tar.gz > inner.tar");
    }

    @Test
    void whatRunsUnderAHarmlessNameOrTypeIsDisguised() {
        assertThat(reason("holiday.jpg", Samples.exe())).isEqualTo(Reason.FILE_DISGUISED);
        assertThat(reason("invoice.pdf", zip("a.js", text("x")))).isEqualTo(Reason.FILE_TYPE);
        assertThat(refused("", "image/png", Samples.exe()).reason()).isEqualTo(Reason.FILE_DISGUISED);
        assertThat(refused("a.png", "application/x-msdownload", Samples.png()).reason())
                .isEqualTo(Reason.FILE_DISGUISED);
        assertThat(reason("a.png", text("<html><script>1</script></html>"))).isEqualTo(Reason.FILE_DISGUISED);
        assertThat(reason("list.txt", text("#!/bin/sh\nrm -rf /\n"))).isEqualTo(Reason.FILE_DISGUISED);
    }

    @Test
    void harmlessThingsUnderEachOthersNamesAreDisguised() {
        assertThat(reason("holiday.jpg", Samples.pdf(""))).isEqualTo(Reason.FILE_DISGUISED);
        assertThat(reason("minutes.pdf", Samples.png())).isEqualTo(Reason.FILE_DISGUISED);
        assertThat(reason("song.mp3", zip("a.txt", text("x")))).isEqualTo(Reason.FILE_DISGUISED);
    }

    @Test
    void pictureThatEndsAsAnArchiveIsDisguised() {
        byte[] zip = zip("a.txt", text("x"));
        byte[] both = Arrays.copyOf(Samples.png(), Samples.png().length + zip.length);
        System.arraycopy(zip, 0, both, Samples.png().length, zip.length);
        Finding finding = refused("cat.png", "image/png", both);
        assertThat(finding.reason()).isEqualTo(Reason.FILE_DISGUISED);
        assertThat(finding.evidence()).containsEntry("also", "application/zip");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cod\u202Egpj.exe",
                "\u2066photo.png",
                "invoice.pdf                                 .png",
                "invoice.pdf\u2800\u2800\u2800\u2800\u2800\u2800.png",
                "photo.jpg.exe",
                "photo.jpg.scr. . ",
                "photo\u0000.png",
                "photo.png::$DATA.exe\n"
            })
    void namesThatMisleadAreRefusedWhateverIsInTheFile(String name) {
        assertThat(reason(name, Samples.png())).isEqualTo(Reason.FILE_DISGUISED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "/etc/passwd", "C:\\Windows\\win.ini", "a\\..\\..\\b.txt"})
    void archiveThatUnpacksBesideItsFolderIsRefused(String name) {
        assertThat(reason("all.zip", zip(name, text("x")))).isEqualTo(Reason.FILE_ARCHIVE);
    }

    @Test
    void documentsThatActAreRefused() {
        byte[] macros = Samples.office(Map.of("word/vbaProject.bin", Samples.compound("VBA", "dir")));
        assertThat(reason("letter.docx", macros)).isEqualTo(Reason.FILE_TYPE);
        assertThat(reason("old.doc", Samples.compound("WordDocument", "Macros")))
                .isEqualTo(Reason.FILE_TYPE);
        assertThat(reason("old.xls", Samples.compound("Workbook", "_VBA_PROJECT_CUR")))
                .isEqualTo(Reason.FILE_TYPE);
        byte[] template = Samples.office(
                Map.of(
                        "word/_rels/settings.xml.rels",
                        text(
                                "<Relationship Type='…/attachedTemplate' Target='https://x.example/t.dotm' TargetMode='External'/>")));
        assertThat(reason("letter.docx", template)).isEqualTo(Reason.FILE_TYPE);
        assertThat(reason("form.pdf", Samples.pdf("/OpenAction << /S /Launch /F (cmd.exe) >>")))
                .isEqualTo(Reason.FILE_TYPE);
        assertThat(reason("letter.rtf", text("{\\rtf1 {\\object\\objemb{\\*\\objdata 01050000}}}")))
                .isEqualTo(Reason.FILE_TYPE);
    }

    @Test
    void documentWithAPasswordIsAsAnEncryptedArchive() {
        byte[] locked = Samples.compound("EncryptedPackage", "EncryptionInfo");
        assertThat(reason("letter.docx", locked)).isEqualTo(Reason.FILE_ARCHIVE);
        rules = FileRules.DEFAULT.cannotLookInto(FileRules.Choice.PASS);
        assertThat(inspect("letter.docx", "", locked)).isEqualTo(new Outcome.Clean(true));
    }

    @Test
    void encryptedArchivesAreTreatedAsThePolicySays() {
        byte[] zip = encrypted(zip("a.txt", text("hello")));
        byte[] seven = Samples.sevenZip("a.txt", text("hello"), "secret".toCharArray());
        assertThat(refused("a.zip", "", zip).text()).contains("has a password");
        assertThat(refused("a.7z", "", seven).text()).contains("has a password");
        assertThat(reason("a.zip", zip("b.zip", zip))).isEqualTo(Reason.FILE_ARCHIVE);
        rules = FileRules.DEFAULT.cannotLookInto(FileRules.Choice.PASS);
        assertThat(inspect("a.zip", "", zip)).isEqualTo(new Outcome.Clean(true));
        assertThat(inspect("a.7z", "", seven)).isEqualTo(new Outcome.Clean(true));
    }

    /// Sets the flag, in front of the file and in the directory.
    private static byte[] encrypted(byte[] zip) {
        byte[] changed = zip.clone();
        for (int i = 0; i + 10 < changed.length; i++) {
            if (changed[i] == 'P' && changed[i + 1] == 'K' && changed[i + 2] == 3 && changed[i + 3] == 4) {
                changed[i + 6] |= 1;
            } else if (changed[i] == 'P' && changed[i + 1] == 'K' && changed[i + 2] == 1 && changed[i + 3] == 2) {
                changed[i + 8] |= 1;
            }
        }
        return changed;
    }

    @Test
    void fileThatIsEncryptedEndToEndPassesByPolicyUnderAnyHarmlessName() {
        byte[] media = Samples.random(10_000, 42);
        assertThat(inspect("0d3f.jpg", "application/octet-stream", media)).isEqualTo(new Outcome.Clean(true));
        assertThat(inspect("0d3f.jpg", "image/jpeg", media)).isEqualTo(new Outcome.Clean(true));
        assertThat(inspect("m.asc", "", text("-----BEGIN PGP MESSAGE-----\n\nhQEMA…\n")))
                .isEqualTo(new Outcome.Clean(true));
        assertThat(reason("0d3f.exe", media)).isEqualTo(Reason.FILE_TYPE);
        rules = FileRules.DEFAULT.cannotLookInto(FileRules.Choice.REFUSE);
        assertThat(reason("0d3f.jpg", media)).isEqualTo(Reason.FILE_TYPE);
    }

    @Test
    void archivesThatAreNotKnownAreTreatedAsThePolicySays() {
        byte[] rar = text("Rar!\u001A\u0007\u0001\u0000 something");
        assertThat(reason("a.rar", rar)).isEqualTo(Reason.FILE_ARCHIVE);
        assertThat(reason("a.zip", Arrays.copyOf(zip("a.txt", text("hello")), 60)))
                .isEqualTo(Reason.FILE_ARCHIVE);
        rules = FileRules.DEFAULT.cannotLookInto(FileRules.Choice.PASS);
        assertThat(inspect("a.rar", "", rar)).isEqualTo(new Outcome.Clean(true));
    }

    @Test
    void bombsEndAtTheLimitsAndCostLittle() {
        rules = FileRules.DEFAULT.with(new FileRules.Limits(3, 50, 1 << 20, 100, Duration.ofSeconds(20)));
        byte[] zeros = new byte[2 << 20];
        assertThat(refused("a.zip", "", zip("zeros.txt", zeros)).text()).contains("unpacks to too much");
        assertThat(refused("a.gz", "", Samples.gzip(zeros)).text()).contains("unpacks to too much");
        assertThat(refused("a.tar.xz", "", Samples.xz(Samples.tar("zeros.txt", zeros)))
                        .text())
                .contains("unpacks to too much");
        Map<String, byte[]> many = new LinkedHashMap<>();
        for (int i = 0; i < 60; i++) {
            many.put(i + ".txt", text("x"));
        }
        assertThat(refused("a.zip", "", zip(many)).text()).contains("unpacks to too much");
        byte[] nested = text("x");
        for (int i = 0; i < 5; i++) {
            nested = zip(i == 0 ? "x.txt" : i + ".zip", nested);
        }
        assertThat(refused("a.zip", "", nested).reason()).isEqualTo(Reason.FILE_ARCHIVE);
    }

    @Test
    void bombByRatioEndsLongBeforeTheLimitOfBytes() {
        byte[] bomb = zip("zeros.txt", new byte[24 << 20]);
        assertThat(bomb.length).isLessThan(40_000);
        assertThat(refused("a.zip", "", bomb).evidence().get("trouble")).startsWith("unpacks to more than");
    }

    @Test
    void archiveThatNotEverybodyReadsInTheSameWayIsRefused() {
        byte[] first = zip("a.txt", text("harmless"));
        byte[] second = zip("b.txt", text("other"));
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        assertThat(refused("a.zip", "", both).reason()).isEqualTo(Reason.FILE_ARCHIVE);

        byte[] renamed = first.clone();
        renamed[30] = 'z';
        assertThat(refused("a.zip", "", renamed).evidence())
                .containsEntry("trouble", "a file with two names or methods");
    }

    @Test
    void damagedFilesOfAllKindsNeverBreakAnything() {
        java.util.Random random = new java.util.Random(20261127);
        for (byte[] whole : new byte[][] {
            zip("a.txt", text("hello".repeat(50))),
            Samples.gzip(Samples.tar("a.txt", text("hello".repeat(50)))),
            Samples.sevenZip("a.txt", text("hello".repeat(50)), new char[0]),
            Samples.xz(text("hello")),
            Samples.bzip2(text("hello")),
            Samples.compound("WordDocument", "1Table", "Data", "x", "y"),
            Samples.office(Map.of())
        }) {
            for (int i = 0; i < 12; i++) {
                byte[] broken = whole.clone();
                for (int j = 0; j <= i % 5; j++) {
                    broken[random.nextInt(broken.length)] = (byte) random.nextInt();
                }
                assertThat(inspect("x", "", Arrays.copyOf(broken, 1 + random.nextInt(broken.length))))
                        .isNotNull();
                assertThat(inspect("x", "", broken)).isNotNull();
            }
        }
    }

    @Test
    void rulesThatObserveLetPassAndSayWhatTheySaw() {
        rules = FileRules.DEFAULT.with(Mode.OBSERVE);
        Outcome outcome = inspect("all.zip", "", zip("setup.exe", Samples.exe()));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Observed.class,
                        seen -> assertThat(seen.findings())
                                .extracting(Finding::reason)
                                .containsExactly(Reason.FILE_TYPE));
        rules = FileRules.DEFAULT.with(Mode.OFF);
        assertThat(inspect("setup.exe", "", Samples.exe())).isEqualTo(Outcome.CLEAN);
    }

    @Test
    void policyMayAllowAClass() {
        rules = FileRules.DEFAULT.allowing(FileClass.SCRIPT, FileClass.EXECUTABLE);
        assertThat(inspect("project.zip", "", zip("gradlew.bat", text("@echo off\r\n"))))
                .isEqualTo(Outcome.CLEAN);
        assertThat(inspect("setup.exe", "", Samples.exe())).isEqualTo(Outcome.CLEAN);
        assertThat(reason("photo.jpg.exe", Samples.exe())).isEqualTo(Reason.FILE_DISGUISED);
        assertThat(reason("photo.jpg", Samples.exe())).isEqualTo(Reason.FILE_DISGUISED);
    }

    @Test
    void whatIsKnownToBeBadIsFoundByHashInsideOfAnArchive() throws IOException {
        String hash = Content.of(text("evil")).sha256();
        known = new Known() {
            @Override
            public Mode mode() {
                return Mode.ENFORCE;
            }

            @Override
            public Optional<Finding> bad(String name, String sha256) {
                return sha256.equals(hash)
                        ? Optional.of(Finding.of(Reason.FILE_MALWARE, "The file is known."))
                        : Optional.empty();
            }
        };
        assertThat(reason("a.zip", zip("b.txt", text("evil")))).isEqualTo(Reason.FILE_MALWARE);
        assertThat(inspect("a.zip", "", zip("b.txt", text("good")))).isEqualTo(Outcome.CLEAN);
    }

    @Test
    void classIsToldToWhoDoesNotJudge() throws IOException {
        assertThat(FileInspector.classOf(Content.of(Samples.png()), "a.png")).isEqualTo(FileClass.IMAGE);
        assertThat(FileInspector.classOf(Content.of(Samples.office(Map.of())), "a.docx"))
                .isEqualTo(FileClass.DOCUMENT);
        assertThat(FileInspector.classOf(Content.of(zip("a.txt", text("x"))), "a.zip"))
                .isEqualTo(FileClass.ARCHIVE);
        assertThat(FileInspector.classOf(Content.of(Samples.exe()), "a.png")).isEqualTo(FileClass.EXECUTABLE);
    }
}
