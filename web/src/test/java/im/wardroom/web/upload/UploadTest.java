// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.upload;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.store.Change;
import im.wardroom.store.Upload;
import im.wardroom.store.Upload.Purpose;
import im.wardroom.testkit.TestServer;
import im.wardroom.web.RawClient;
import im.wardroom.web.TestWeb;
import im.wardroom.web.http.HttpOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files go up and come down over HTTPS, as they were announced and by whom they were announced to (XEP-0363 §7).
@Timeout(60)
class UploadTest {

    private static final String HOST = "Host: capulet.example\r\n";
    private static final byte[] HELLO = "hello, world".getBytes(StandardCharsets.UTF_8);
    private static final Duration A_DAY = Duration.ofDays(1);

    @TempDir
    private Path folder;

    private Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private Inspection inspection = Inspection.NONE;
    private @Nullable UploadDesk desk;
    private TestWeb web;
    private int made;

    private UploadDesk desk(TestServer server) {
        try {
            desk = new UploadDesk(
                    server.store(),
                    new FolderStorage(folder),
                    folder.resolve("incoming"),
                    (upload, content) -> inspection.inspect(upload, content),
                    new UploadRules(Duration.ofMinutes(5), Optional.of(A_DAY), 10),
                    InstantSourceClock.of(() -> now));
            return desk;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A clock that the test sets.
    private static final class InstantSourceClock {
        static Clock of(InstantSource source) {
            return source.withZone(ZoneOffset.UTC);
        }
    }

    @BeforeEach
    void start() {
        web = TestWeb.start(HttpOptions.DEFAULT, settings -> settings, server -> Optional.of(desk(server)));
    }

    @AfterEach
    void stop() {
        web.close();
    }

    /// Gives a slot, and returns the secret.
    private String slot(String name, String type, long size, Purpose purpose, @Nullable Instant expires) {
        String secret = "secret-%025d".formatted(++made);
        Upload upload =
                new Upload(Upload.idOf(secret), TestServer.jid("romeo"), name, type, size, purpose, now, expires, null);
        web.server()
                .store()
                .commit(List.of(new Change.PutUpload(upload, Long.MAX_VALUE, 100)))
                .join();
        return secret;
    }

    private String slot(String name, String type, long size) {
        return slot(name, type, size, Purpose.MESSAGE, null);
    }

    private static String head(String secret, long length, String lines) {
        return "PUT /upload/" + secret + "/x HTTP/1.1\r\n" + HOST + "Content-Length: " + length + "\r\n" + lines
                + "\r\n";
    }

    private RawClient.Answer put(String secret, byte[] content, String lines) {
        try (RawClient client = web.connect()) {
            return client.send(head(secret, content.length, lines))
                    .send(content)
                    .answer();
        }
    }

    private RawClient.Answer get(String secret, String... lines) {
        try (RawClient client = web.connect()) {
            return client.get("/files/" + Upload.idOf(secret) + "/x", lines);
        }
    }

    /// All files in the folder, whatever they are called.
    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private String uploaded(String name, String type) {
        String secret = slot(name, type, HELLO.length);
        assertThat(put(secret, HELLO, "").status()).isEqualTo(201);
        return secret;
    }

    @Test
    void fileComesBackAsItWasSent() {
        String secret = slot("tr\u00e8s cool.jpg", "image/jpeg", HELLO.length);

        assertThat(put(secret, HELLO, "Content-Type: image/jpeg\r\n").status()).isEqualTo(201);
        RawClient.Answer answer = get(secret);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(HELLO);
        assertThat(answer.headers())
                .containsEntry("content-type", "image/jpeg")
                .containsEntry("content-disposition", "inline; filename*=UTF-8''tr%C3%A8s%20cool.jpg")
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("content-security-policy", "default-src 'none'; sandbox; frame-ancestors 'none'");
    }

    @Test
    void largeFileComesBackAsItWasSent() {
        byte[] content = new byte[20 << 20];
        new Random(7).nextBytes(content);
        String secret = slot("film.mp4", "video/mp4", content.length);

        assertThat(put(secret, content, "").status()).isEqualTo(201);
        assertThat(Arrays.equals(get(secret).body(), content)).isTrue();
    }

    @Test
    void whatCouldRunIsSavedAndNobodyIsToldThatItCouldRun() {
        for (String type :
                List.of("text/html", "image/svg+xml", "application/xhtml+xml", "text/javascript", "text/css", "")) {
            Map<String, String> headers = get(uploaded("x.html", type)).headers();

            assertThat(headers.get("content-disposition")).startsWith("attachment;");
            assertThat(headers).containsEntry("content-type", "application/octet-stream");
        }
        assertThat(get(uploaded("a.pdf", "application/pdf")).headers())
                .containsEntry("content-type", "application/pdf");
    }

    @Test
    void typeThatWasNotAnnouncedIsKnownByTheEndingOfTheName() {
        assertThat(get(uploaded("a.PNG", "")).headers()).containsEntry("content-type", "image/png");
        assertThat(get(uploaded("a", "")).headers()).containsEntry("content-type", "application/octet-stream");
    }

    @Test
    void answerTellsTheDigestOfTheFile() throws Exception {
        String sha256 = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(HELLO));

        assertThat(get(uploaded("a", "")).headers()).containsEntry("repr-digest", "sha-256=:" + sha256 + ":");
    }

    @Test
    void fileWithAnotherDigestThanItsOwnIsRefused() throws Exception {
        String secret = slot("a", "", HELLO.length);
        String wrong = Base64.getEncoder().encodeToString(new byte[32]);

        assertThat(put(secret, HELLO, "Repr-Digest: sha-256=:" + wrong + ":\r\n")
                        .status())
                .isEqualTo(400);
        assertThat(get(secret).status()).isEqualTo(404);
        assertThat(files()).isEmpty();
    }

    // ---- parts (RFC 9110 §14)

    @ParameterizedTest
    @CsvSource({
        "bytes=0-4, 'hello', 'bytes 0-4/12'",
        "bytes=7-, 'world', 'bytes 7-11/12'",
        "bytes=-5, 'world', 'bytes 7-11/12'",
        "bytes=7-99, 'world', 'bytes 7-11/12'",
        "bytes=-99, 'hello, world', 'bytes 0-11/12'"
    })
    void partIsGivenOut(String range, String part, String place) {
        RawClient.Answer answer = get(uploaded("a", ""), "Range: " + range);

        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.text()).isEqualTo(part);
        assertThat(answer.headers()).containsEntry("content-range", place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=12-", "bytes=99-100", "bytes=-0"})
    void partBehindTheFileIsRefused(String range) {
        RawClient.Answer answer = get(uploaded("a", ""), "Range: " + range);

        assertThat(answer.status()).isEqualTo(416);
        assertThat(answer.headers()).containsEntry("content-range", "bytes */12");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=4-2", "bytes=-", "bytes=0-1,3-4", "lines=1-2", "bytes=a-b"})
    void whatIsNoSinglePartBringsTheWholeFile(String range) {
        RawClient.Answer answer = get(uploaded("a", ""), "Range: " + range);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(HELLO);
    }

    @Test
    void downloadIsTakenUpAgainOnlyIfTheFileIsTheSame() {
        String secret = uploaded("a", "");
        String tag = Objects.requireNonNull(get(secret).headers().get("etag"));

        assertThat(get(secret, "Range: bytes=7-", "If-Range: " + tag).status()).isEqualTo(206);
        assertThat(get(secret, "Range: bytes=7-", "If-Range: \"other\"").status())
                .isEqualTo(200);
        assertThat(get(secret, "If-None-Match: " + tag).status()).isEqualTo(304);
    }

    // ---- slots

    @Test
    void slotIsUsedOnce() {
        String secret = uploaded("a", "");

        assertThat(put(secret, "other, thing".getBytes(StandardCharsets.UTF_8), "")
                        .status())
                .isEqualTo(404);
        assertThat(get(secret).body()).isEqualTo(HELLO);
    }

    @Test
    void slotExpires() throws IOException {
        String secret = slot("a", "", HELLO.length);
        now = now.plus(Duration.ofMinutes(5));

        assertThat(put(secret, HELLO, "").status()).isEqualTo(404);
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/upload/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/x",
                "/upload/../files/x",
                "/upload/%2e%2e/%2e%2e/etc/passwd",
                "/upload/",
                "/upload"
            })
    void forgedSlotIsRefused(String path) throws IOException {
        try (RawClient client = web.connect()) {
            client.send("PUT " + path + " HTTP/1.1\r\n" + HOST + "Content-Length: 5\r\n\r\nhello");

            assertThat(client.answer().status()).isEqualTo(404);
        }
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/files/",
                "/files/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/x",
                "/files/../incoming/x",
                "/files/incoming",
                "/files/%2e%2e%2fwardroom.db",
                "/files/aa/../../wardroom.db"
            })
    void nothingElseOfTheDiskIsFound(String path) {
        try (RawClient client = web.connect()) {
            assertThat(client.get(path).status()).isEqualTo(404);
        }
    }

    @Test
    void whoCanReadAFileCannotSendOne() {
        String secret = slot("a", "", HELLO.length);

        assertThat(put(Upload.idOf(secret), HELLO, "").status()).isEqualTo(404);
        try (RawClient client = web.connect()) {
            client.send("PUT /files/" + Upload.idOf(secret) + "/x HTTP/1.1\r\n" + HOST + "Content-Length: 0\r\n\r\n");

            assertThat(client.answer().status()).isEqualTo(405);
        }
    }

    @ParameterizedTest
    @CsvSource({"11, 400", "13, 413", "1000000000, 413"})
    void wrongLengthIsRefusedBeforeAnythingIsRead(long length, int status) throws IOException {
        String secret = slot("a", "", HELLO.length);
        try (RawClient client = web.connect()) {
            client.send(head(secret, length, "Expect: 100-continue\r\n"));

            assertThat(client.answer().status()).isEqualTo(status);
        }
        assertThat(files()).isEmpty();
        assertThat(put(secret, HELLO, "").status()).isEqualTo(201);
    }

    @Test
    void otherTypeThanTheAnnouncedOneIsRefused() {
        String secret = slot("a.jpg", "image/jpeg", HELLO.length);

        assertThat(put(secret, HELLO, "Content-Type: text/html\r\n").status()).isEqualTo(415);
        assertThat(put(secret, HELLO, "Content-Type: IMAGE/JPEG; q=1\r\n").status())
                .isEqualTo(201);
    }

    @Test
    void fileThatIsCutOffLeavesNothingBehindAndMayBeSentAgain() {
        String secret = slot("a", "", HELLO.length);
        try (RawClient client = web.connect()) {
            client.send(head(secret, HELLO.length, "") + "hel");
            Awaitility.await().until(() -> files().size() == 1);
        }

        Awaitility.await().until(() -> files().isEmpty());
        assertThat(get(secret).status()).isEqualTo(404);
        assertThat(put(secret, HELLO, "").status()).isEqualTo(201);
    }

    @Test
    void fileIsNotThereBeforeItIsWhole() {
        String secret = slot("a", "", HELLO.length);
        try (RawClient client = web.connect()) {
            client.send(head(secret, HELLO.length, "") + "hel");
            Awaitility.await().until(() -> files().size() == 1);

            assertThat(get(secret).status()).isEqualTo(404);
            assertThat(put(secret, HELLO, "").status()).isEqualTo(409);
            client.send("lo, world");
            assertThat(client.answer().status()).isEqualTo(201);
        }
        assertThat(get(secret).body()).isEqualTo(HELLO);
    }

    @Test
    void soManyFilesOfOnePersonAtOnceAndNoMore() {
        try (RawClient one = web.connect();
                RawClient two = web.connect()) {
            for (RawClient client : List.of(one, two)) {
                client.send(head(slot("a", "", HELLO.length), HELLO.length, "") + "hel");
            }
            Awaitility.await().until(() -> files().size() == 2);
            String secret = slot("a", "", HELLO.length);

            RawClient.Answer answer = put(secret, HELLO, "");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.headers()).containsEntry("retry-after", "60");
            one.send("lo, world");
            assertThat(one.answer().status()).isEqualTo(201);
            assertThat(put(secret, HELLO, "").status()).isEqualTo(201);
        }
    }

    // ---- inspection

    @Test
    void fileIsInspectedWholeBeforeAnybodyCanHaveIt() {
        String secret = slot("a", "", HELLO.length);
        inspection = (upload, content) -> {
            assertThat(Files.readAllBytes(content)).isEqualTo(HELLO);
            assertThat(get(secret).status()).isEqualTo(404);
            return new Inspection.Verdict.Pass();
        };

        assertThat(put(secret, HELLO, "").status()).isEqualTo(201);
    }

    @Test
    void fileThatIsRefusedLeavesNothingBehind() throws IOException {
        String secret = slot("a", "", HELLO.length);
        inspection = (upload, content) -> new Inspection.Verdict.Refuse("This is W32.Choke.");

        RawClient.Answer answer = put(secret, HELLO, "");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).isEqualTo("This is W32.Choke.\n");
        assertThat(files()).isEmpty();
        assertThat(web.server().store().uploads().find(Upload.idOf(secret))).isEmpty();
    }

    @Test
    void fileThatCannotBeInspectedIsRefused() throws IOException {
        String secret = slot("a", "", HELLO.length);
        inspection = (upload, content) -> {
            throw new IOException("the scanner is away");
        };

        assertThat(put(secret, HELLO, "").status()).isEqualTo(403);
        assertThat(files()).isEmpty();
    }

    // ---- the end of a file

    private void assertGone(String secret) throws IOException {
        assertThat(get(secret).status()).isEqualTo(404);
        assertThat(Objects.requireNonNull(desk).removeOutlived()).isEqualTo(1);
        assertThat(files()).isEmpty();
        assertThat(web.server().store().uploads().find(Upload.idOf(secret))).isEmpty();
    }

    @Test
    void fileOfAMessageIsKeptForItsTime() throws IOException {
        String secret = uploaded("a", "");
        now = now.plus(A_DAY);
        assertThat(get(secret).status()).isEqualTo(200);
        assertThat(Objects.requireNonNull(desk).removeOutlived()).isZero();

        now = now.plusMillis(1);
        assertGone(secret);
    }

    @Test
    void fileIsGoneWhenItsOwnerWantsIt() throws IOException {
        String secret = slot("a", "", HELLO.length, Purpose.EPHEMERAL, now.plusSeconds(60));
        assertThat(put(secret, HELLO, "").status()).isEqualTo(201);
        assertThat(get(secret).status()).isEqualTo(200);

        now = now.plusSeconds(60);
        assertGone(secret);
    }

    @Test
    void wishOfItsOwnerDoesNotKeepAFileLonger() throws IOException {
        String secret = slot("a", "", HELLO.length, Purpose.EPHEMERAL, now.plus(Duration.ofDays(10_000)));
        assertThat(put(secret, HELLO, "").status()).isEqualTo(201);
        now = now.plus(A_DAY).plusMillis(1);

        assertGone(secret);
    }

    @Test
    void pictureOfAPersonStays() {
        String secret = slot("a.png", "image/png", HELLO.length, Purpose.PROFILE, null);
        put(secret, HELLO, "");
        now = now.plus(Duration.ofDays(1_000));

        assertThat(Objects.requireNonNull(desk).removeOutlived()).isZero();
        assertThat(get(secret).status()).isEqualTo(200);
    }

    @Test
    void filesGoWithTheirOwner() throws IOException {
        String secret = uploaded("a", "");
        web.server()
                .store()
                .commit(List.of(new Change.RemoveAccount(TestServer.jid("romeo"))))
                .join();

        assertGone(secret);
    }

    @Test
    void fileIsRemovedByAnAdministrator() throws IOException {
        String secret = uploaded("a", "");
        Upload upload = web.server().store().uploads().find(Upload.idOf(secret)).orElseThrow();
        Objects.requireNonNull(desk).remove(upload);

        assertThat(get(secret).status()).isEqualTo(404);
        assertThat(files()).isEmpty();
    }

    @Test
    void slotOfAFileThatIsOnItsWayStays() {
        String secret = slot("a", "", HELLO.length);
        try (RawClient client = web.connect()) {
            client.send(head(secret, HELLO.length, "") + "hel");
            Awaitility.await().until(() -> files().size() == 1);
            now = now.plus(Duration.ofHours(1));

            assertThat(Objects.requireNonNull(desk).removeOutlived()).isZero();
            client.send("lo, world");
            assertThat(client.answer().status()).isEqualTo(201);
        }
    }

    @Test
    void whatWasOnItsWayWhenTheServerDiedIsRemoved() throws IOException {
        Files.writeString(folder.resolve("incoming").resolve("left"), "hel");
        desk(web.server());

        assertThat(files()).isEmpty();
    }

    // ---- pages of other sites (XEP-0363 §8)

    @Test
    void pagesOfOtherSitesMaySendAndReadFiles() {
        String secret = uploaded("a", "");
        Map<String, String> headers =
                get(secret, "Origin: https://client.example").headers();
        assertThat(headers)
                .containsEntry("access-control-allow-origin", "*")
                .containsEntry("cross-origin-resource-policy", "cross-origin");
        try (RawClient client = web.connect()) {
            RawClient.Answer answer = client.request(
                    "OPTIONS",
                    "/upload/" + slot("b", "", 1) + "/b",
                    "Origin: https://client.example",
                    "Access-Control-Request-Method: PUT");

            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.headers()).containsEntry("access-control-allow-methods", "PUT, OPTIONS");
        }
    }
}
