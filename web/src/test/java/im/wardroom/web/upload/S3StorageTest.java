// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Files in a real object store, S3Proxy, a program of its own that checks keys and checksums.
@Timeout(120)
@Tag("slow")
class S3StorageTest {

    private static final String KEY = "wardroom";
    private static final String SECRET = "a-secret-of-the-store";
    private static final String ID = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    @TempDir
    private static Path folder;

    private static Process store;
    private static URI endpoint;

    @BeforeAll
    static void start() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        endpoint = URI.create("http://127.0.0.1:" + port);
        Path buckets = Files.createDirectories(folder.resolve("buckets"));
        Files.createDirectories(buckets.resolve("files"));
        Path settings = folder.resolve("s3proxy.conf");
        Files.writeString(settings, """
                s3proxy.endpoint=%s
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                jclouds.provider=filesystem-nio2
                jclouds.identity=any
                jclouds.credential=any
                jclouds.filesystem.basedir=%s
                """.formatted(endpoint, KEY, SECRET, buckets));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        store = new ProcessBuilder(
                        java.toString(), "-jar", "target/s3proxy/s3proxy.jar", "--properties", settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("s3proxy.log").toFile())
                .start();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> answers(port));
    }

    private static boolean answers(int port) {
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @AfterAll
    static void stop() throws InterruptedException {
        store.destroy();
        store.waitFor();
    }

    private static S3Storage storage(String secret) {
        return new S3Storage("files", Optional.of(endpoint), "us-east-1", KEY, secret);
    }

    private static Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("content"), content);
    }

    private static byte[] sha256(byte[] content) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(content);
    }

    private static byte[] read(FileStorage storage, long from) throws IOException {
        try (InputStream in = storage.open(ID, from)) {
            return in.readAllBytes();
        }
    }

    @Test
    void fileIsKeptReadFromAnyPlaceAndRemoved() throws Exception {
        byte[] content = "hello, world".getBytes(StandardCharsets.UTF_8);
        try (FileStorage storage = storage(SECRET)) {
            storage.keep(ID, file(content));

            assertThat(read(storage, 0)).isEqualTo(content);
            assertThat(new String(read(storage, 7), StandardCharsets.UTF_8)).isEqualTo("world");
            storage.remove(ID);
            storage.remove(ID);
            assertThatThrownBy(() -> storage.open(ID, 0)).isInstanceOf(FileNotFoundException.class);
        }
    }

    @Test
    void largeFileIsKept() throws Exception {
        byte[] content = new byte[20 << 20];
        new Random(7).nextBytes(content);
        try (FileStorage storage = storage(SECRET)) {
            storage.keep(ID, file(content));

            assertThat(sha256(read(storage, 0))).isEqualTo(sha256(content));
            storage.remove(ID);
        }
    }

    @Test
    void storeThatDoesNotKnowTheServerIsAnError() throws Exception {
        byte[] content = {1};
        try (FileStorage storage = storage("another secret")) {
            assertThatThrownBy(() -> storage.keep(ID, file(content)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("a file in the bucket files could not be kept");
        }
    }
}
