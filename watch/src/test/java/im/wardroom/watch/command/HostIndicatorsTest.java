// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.watch.host.Machine;
import im.wardroom.watch.host.PeerNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HostIndicatorsTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private Path tree = Path.of("");

    @BeforeEach
    void plant() throws IOException {
        tree = Files.createDirectories(folder.resolve("tree"));
        Files.writeString(Files.createDirectories(tree.resolve("a/b")).resolve("letter.txt"), "Dear all,");
    }

    private int run(boolean interactive, String... arguments) {
        Terminal terminal = new Terminal(
                InputStream.nullInputStream(),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                interactive);
        return new CommandLine(new HostCommand(
                        terminal,
                        new Machine(folder),
                        PeerNames.Resolver.SYSTEM,
                        InstantSource.fixed(Instant.EPOCH),
                        pause -> false))
                .setErr(new PrintWriter(terminal.err(), true))
                .execute(arguments);
    }

    private int search(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--ioc"));
        arguments.addAll(List.of(more));
        arguments.addAll(List.of("--under", tree.toString()));
        return run(false, arguments.toArray(String[]::new));
    }

    private void file(String name, String content) throws IOException {
        Files.writeString(tree.resolve("a").resolve(name), content);
    }

    @Test
    void nothingFoundIsSaid() {
        assertThat(search()).isZero();
        assertThat(out.toString(UTF_8)).startsWith("No mark found in 1 files and 0 exports, of ");
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ShootPresidentBUSH.exe",
                "SOFUNNY.exe",
                "msdos423.ini",
                "Microsoft420.exe",
                "GONE.SCR",
                "BR2002.exe",
                "hehe2397824.exe",
                "pic1324.EXE"
            })
    void aWormsFileIsKnownByItsName(String name) throws IOException {
        file(name, "");

        assertThat(search()).isEqualTo(3);
        assertThat(out.toString(UTF_8))
                .contains(tree.resolve("a").resolve(name).toString())
                .contains("1 mark found");
    }

    @Test
    void aNameThatOthersHaveCountsOnlyBesideAnotherMark() throws IOException {
        file("Led.exe", "");
        file("love.exe", "");

        assertThat(search()).isZero();
        assertThat(err.toString(UTF_8)).contains("(not counted): 2, the first is ");

        file("ienet.exe", "");
        out.reset();
        assertThat(search()).isEqualTo(3);
        assertThat(out.toString(UTF_8))
                .contains("Led.exe")
                .contains("ienet.exe")
                .doesNotContain("love.exe");
    }

    @Test
    void twoFilesOfOneCommonNameAreNoMark() throws IOException {
        file("hotmail.exe", "");
        Files.writeString(tree.resolve("hotmail.exe"), "");

        assertThat(search()).isZero();
    }

    @Test
    void aWormsWordsAreFoundInAFile() throws IOException {
        file("note", "x".repeat(100_000) + "I am in a Harry, I PROMISE you will love it!");
        Files.write(tree.resolve("wide"), "CHOKE , Copyright 1886".getBytes(UTF_16LE));

        assertThat(search()).isEqualTo(3);
        assertThat(out.toString(UTF_8))
                .contains("W32.Goner")
                .contains("W32.Choke")
                .contains("2 marks");
    }

    @Test
    void thePathOfAFileIsAMark() throws IOException {
        Files.writeString(
                Files.createDirectories(tree.resolve("Messenger1324/Brain")).resolve("1Read Me.txt"), "");

        assertThat(search()).isEqualTo(3);
        assertThat(out.toString(UTF_8)).contains("path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MD5", "SHA-1", "SHA-256"})
    void aFileIsKnownByAHash(String algorithm) throws Exception {
        String content = "anything ".repeat(100_000);
        file("harmless.txt", content);
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content.getBytes(UTF_8)));
        Path plain =
                Files.writeString(folder.resolve("plain"), hash.toUpperCase(java.util.Locale.ROOT) + "  evil.bin\n");
        Path table = Files.writeString(
                folder.resolve("table"),
                algorithm.toLowerCase(java.util.Locale.ROOT).replace("-", "") + "\t" + hash
                        + "\tEvil\tour analyst\t2026-01-01\n");

        assertThat(search("--json", "--ioc", plain.toString())).isEqualTo(3);
        assertThat(search("--json", "--ioc", table.toString())).isEqualTo(3);
        assertThat(out.toString(UTF_8).lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains("\"what\":\"evil.bin\"")
                                .contains(hash),
                        line -> assertThat(line)
                                .contains("\"what\":\"Evil\"")
                                .contains("\"source\":\"our analyst\",\"date\":\"2026-01-01\""));
    }

    private Path export(String name, String content) throws IOException {
        return Files.write(folder.resolve(name), ("\ufeff" + content).getBytes(UTF_16LE));
    }

    @Test
    void exportsOfTheRegistryAreLookedAt() throws IOException {
        String run = "[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run]\r\n";
        Path choke = export("choke.reg", run + "\"Choke\"=\"C:\\\\choke.exe -blahhh\"\r\n");
        Path goner = export("goner.reg", run + "\"whatever\"=\"C:\\\\WINDOWS\\\\SYSTEM\\\\gone.scr\"\r\n");
        Path clean = export(
                "clean.reg",
                run + "\"Choke\"=\"C:\\\\Engine\\\\chart.exe\"\r\n\"MSN Messenger\"=\"C:\\\\msnmsgr.exe\"\r\n");

        assertThat(run(false, "--ioc", "--registry", clean.toString())).isZero();
        assertThat(run(false, "--ioc", "--registry", choke.toString(), goner.toString(), clean.toString()))
                .isEqualTo(3);
        assertThat(out.toString(UTF_8))
                .contains("choke.reg: HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run\\Choke")
                .contains("goner.reg: ")
                .contains("2 marks found in 0 files and 3 exports");
    }

    @Test
    void keysAreMarksAsWell() throws IOException {
        Path more = Files.writeString(folder.resolve("more"), "key\tsoftware\\evil\tEvil\n");
        Path reg =
                export("evil.reg", "[HKEY_CURRENT_USER\\Software\\Evil]\r\n[HKEY_CURRENT_USER\\Software\\Medevil]\r\n");

        assertThat(run(false, "--ioc", more.toString(), "--registry", reg.toString()))
                .isEqualTo(3);
        assertThat(out.toString(UTF_8)).contains("1 mark found");
    }

    @Test
    void linksLoopsAndSpecialFilesDoNotHoldItUp() throws IOException, InterruptedException {
        Path loop = Files.createSymbolicLink(tree.resolve("loop"), tree);
        Path outside = Files.createSymbolicLink(tree.resolve("outside"), folder);
        Assumptions.assumeTrue(
                new ProcessBuilder("mkfifo", tree.resolve("pipe").toString())
                                .start()
                                .waitFor()
                        == 0,
                "this system has no pipes");
        try {
            assertThat(search()).isZero();
            assertThat(out.toString(UTF_8)).contains("No mark found in 1 files");
        } finally {
            Files.delete(loop);
            Files.delete(outside);
        }
    }

    @Test
    void whoSitsThereSeesHowFarItIs() throws IOException {
        for (int i = 0; i < 600; i++) {
            file("file" + i, "");
        }
        Files.createDirectories(tree.resolve("z"));

        assertThat(run(true, "--ioc", "--under", tree.toString())).isZero();
        assertThat(err.toString(UTF_8)).contains("601 files").endsWith("\r\u001b[K");
    }

    @Test
    void hostileNamesAreMadeHarmless() throws IOException {
        Files.writeString(Files.createDirectories(tree.resolve("\u001b[31m")).resolve("gone.scr"), "");

        assertThat(search()).isEqualTo(3);
        assertThat(out.toString(UTF_8)).contains("?[31m/gone.scr");
    }

    @Test
    void wrongFilesAreSaid() throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong"), "md5\t123\n");
        Path letter = Files.writeString(folder.resolve("letter"), "Dear all,");

        assertThat(search(wrong.toString())).isEqualTo(1);
        assertThat(run(false, "--ioc", "--under", folder + "/none")).isEqualTo(1);
        assertThat(run(false, "--ioc", "--registry", letter.toString())).isEqualTo(1);
        assertThat(run(false, "--under", tree.toString())).isEqualTo(2);
        assertThat(err.toString(UTF_8))
                .contains("wrong, line 1: expected as many hexadecimal digits as md5 has")
                .contains("there is no file")
                .contains("letter is no export of the registry")
                .contains("--under and --registry are for --ioc");
    }

    @Test
    void aRealTreeHasNoMarkOfTheHistoricWorms() {
        Path real = Path.of("/usr/share/doc");
        Assumptions.assumeTrue(Files.isDirectory(real), "there is no " + real);

        assertThat(run(false, "--ioc", "--under", real.toString(), "/etc"))
                .as(out.toString(UTF_8))
                .isZero();
        assertThat(out.toString(UTF_8)).startsWith("No mark found in ").doesNotContain(" in 0 files");
    }
}
