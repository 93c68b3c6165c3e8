// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.site;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.web.RawClient;
import im.wardroom.web.TestWeb;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What can be read over HTTPS, with which headers.
@Timeout(60)
class SiteTest {

    private static TestWeb web;

    @BeforeAll
    static void start() {
        web = TestWeb.start();
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    private static RawClient.Answer get(String path, String... lines) {
        try (RawClient client = web.connect()) {
            return client.get(path, lines);
        }
    }

    /// XEP-0156 §2.1: the link of the WebSocket, for pages of every site.
    @Test
    void hostMetaLeadsToTheWebSocket() {
        RawClient.Answer answer = get("/.well-known/host-meta");

        assertThat(answer.headers())
                .containsEntry("content-type", "application/xrd+xml; charset=utf-8")
                .containsEntry("access-control-allow-origin", "*");
        assertThat(answer.text())
                .contains("<XRD xmlns=\"http://docs.oasis-open.org/ns/xri/xrd-1.0\">")
                .contains("<Link rel=\"urn:xmpp:alt-connections:websocket\""
                        + " href=\"wss://capulet.example:5443/xmpp-websocket\"/>")
                .contains("<Link rel=\"urn:xmpp:alt-connections:xbosh\""
                        + " href=\"https://capulet.example:5443/http-bind\"/>");
    }

    /// XEP-0156 §2.2.
    @Test
    void hostMetaIsThereInJsonToo() {
        RawClient.Answer answer = get("/.well-known/host-meta.json");

        assertThat(answer.headers())
                .containsEntry("content-type", "application/json; charset=utf-8")
                .containsEntry("access-control-allow-origin", "*");
        assertThat(answer.text())
                .isEqualTo("{\"links\":[{\"rel\":\"urn:xmpp:alt-connections:websocket\","
                        + "\"href\":\"wss://capulet.example:5443/xmpp-websocket\"},"
                        + "{\"rel\":\"urn:xmpp:alt-connections:xbosh\","
                        + "\"href\":\"https://capulet.example:5443/http-bind\"}]}\n");
    }

    /// XEP-0487 §3: "ips", "priority", "weight" and "sni" are mandatory, and "port" takes the place of "href".
    @Test
    void hostMetaTellsAllThatAClientNeedsWhereTheServersAddressesAreKnown() throws Exception {
        List<InetAddress> addresses = List.of(InetAddress.ofLiteral("192.0.2.1"), InetAddress.ofLiteral("2001:db8::1"));
        try (TestWeb known = TestWeb.start(addresses);
                RawClient client = known.connect()) {
            int port = known.server().directTls().getPort();

            assertThat(client.get("/.well-known/host-meta.json").text())
                    .isEqualTo("{'xmpp':{'ttl':3600},'links':[".replace('\'', '"')
                            + link("tls", "'port':" + port, 10) + ','
                            + link("websocket", "'href':'wss://capulet.example:5443/xmpp-websocket'", 20) + ','
                            + link("xbosh", "'href':'https://capulet.example:5443/http-bind'", 30) + "]}\n");
        }
    }

    /// Which is of no use to anybody else, but no reason to fail.
    @Test
    void addressOfOneLinkIsToldAsItIs() throws Exception {
        try (TestWeb known = TestWeb.start(List.of(InetAddress.ofLiteral("fe80::1%1")));
                RawClient client = known.connect()) {
            assertThat(client.get("/.well-known/host-meta.json").text()).contains("\"ips\":[\"fe80:0:0:0:0:0:0:1%1\"]");
        }
    }

    private static String link(String relation, String place, int priority) {
        return ("{'rel':'urn:xmpp:alt-connections:" + relation + "'," + place
                        + ",'ips':['192.0.2.1','2001:db8:0:0:0:0:0:1'],'priority':" + priority
                        + ",'weight':50,'sni':'capulet.example'}")
                .replace('\'', '"');
    }

    @Test
    void pageIsToldTheDomainByWhichItWasReached() {
        try (RawClient client = web.connect()) {
            client.send("GET /settings.json HTTP/1.1\r\nHost: MONTAGUE.example\r\n\r\n");

            assertThat(client.answer().text())
                    .isEqualTo(
                            "{\"name\":\"Wardroom\",\"domain\":\"montague.example\",\"websocket\":\"wss://montague.example/xmpp-websocket\",\"bosh\":\"https://montague.example/http-bind\"}\n");
        }
    }

    @Test
    void whoCameByAnAddressIsToldTheMainDomain() {
        try (RawClient client = web.connect()) {
            client.send("GET /settings.json HTTP/1.1\r\nHost: [::1]:5443\r\n\r\n");

            assertThat(client.answer().text())
                    .isEqualTo(
                            "{\"name\":\"Wardroom\",\"domain\":\"capulet.example\",\"websocket\":\"wss://[::1]:5443/xmpp-websocket\",\"bosh\":\"https://[::1]:5443/http-bind\"}\n");
        }
    }

    @Test
    void pageMayRunItsOwnScriptsOnly() {
        String policy = get("/").headers().get("content-security-policy");

        assertThat(policy)
                .startsWith("default-src 'none'; script-src 'self'; ")
                .contains("connect-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'")
                .doesNotContain("unsafe-eval", "http:", "https:", "*");
        assertThat(get("/").text()).doesNotContain("<script>", "onload", "style=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/invite", "/logo", "/settings.json", "/.well-known/host-meta", "/wardroom.js", "/nothing"})
    void everyAnswerIsSealed(String path) {
        Map<String, String> headers = get(path).headers();

        assertThat(headers)
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("referrer-policy", "no-referrer")
                .containsEntry("strict-transport-security", "max-age=31536000");
        assertThat(headers.get("content-security-policy"))
                .contains("default-src 'none'")
                .contains("frame-ancestors 'none'");
    }

    @Test
    void answersSayNothingOfTheSoftware() {
        assertThat(get("/nothing").headers()).doesNotContainKeys("server", "x-powered-by", "set-cookie");
    }

    @Test
    void fileOfAVersionIsKeptForEver() {
        RawClient.Answer answer = get("/converse-14.0.0/converse.min.css");

        assertThat(answer.headers())
                .containsEntry("content-type", "text/css; charset=utf-8")
                .containsEntry("cache-control", "public, max-age=31536000, immutable");
    }

    @Test
    void fileThatTheBrowserHasIsNotSentAgain() {
        RawClient.Answer first = get("/wardroom.js");
        String tag = first.headers().get("etag");
        RawClient.Answer second = get("/wardroom.js", "If-None-Match: \"other\", W/" + tag);
        RawClient.Answer third = get("/wardroom.js", "If-None-Match: \"other\"");

        assertThat(first.headers()).containsEntry("cache-control", "no-cache");
        assertThat(second.status()).isEqualTo(304);
        assertThat(second.headers()).containsEntry("etag", tag);
        assertThat(third.status()).isEqualTo(200);
    }

    @Test
    void filesAreCompressedForThoseWhoWantIt() throws IOException {
        RawClient.Answer plain = get("/wardroom.js", "Accept-Encoding: gzip;q=0, br");
        RawClient.Answer compressed = get("/wardroom.js", "Accept-Encoding: br, gzip");

        assertThat(plain.headers()).doesNotContainKey("content-encoding").containsEntry("vary", "Accept-Encoding");
        assertThat(compressed.headers()).containsEntry("content-encoding", "gzip");
        assertThat(compressed.headers().get("etag"))
                .isNotEqualTo(plain.headers().get("etag"));
        assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes())
                .isEqualTo(plain.body());
    }

    @Test
    void licenceOfTheWebClientComesWithIt() {
        assertThat(get("/converse-14.0.0/LICENSE.txt").text()).contains("Mozilla Public License");
    }

    @Test
    void everyPackedFileCanBeRead() throws IOException {
        String list = new String(
                SiteTest.class.getResourceAsStream("converse/files.txt").readAllBytes(), StandardCharsets.UTF_8);
        try (RawClient client = web.connect()) {
            for (String file : list.split("\n", -1)) {
                assertThat(client.request("HEAD", "/converse-14.0.0/" + file).status())
                        .as(file)
                        .isEqualTo(200);
            }
        }
        assertThat(list).contains("converse.min.js", "emoji.json", "de-LC_MESSAGES-converse-po.js");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/index.html",
                "/invite.html",
                "/invite/",
                "/files.txt",
                "/converse-14.0.0/",
                "/converse-14.0.0/files.txt",
                "/converse-14.0.0/../index.html",
                "/converse-14.0.0/..%2findex.html",
                "/converse-14.0.0/%2e%2e/index.html",
                "/converse-14.0.0/../../../../../../etc/passwd",
                "/../../etc/passwd",
                "//wardroom.js",
                "/./wardroom.js",
                "/wardroom.js/",
                "/wardroom.js%00.html",
                "/WARDROOM.JS",
                "/WebClient.class",
                "/im/wardroom/web/site/index.html",
                "/wardroom%2ejs",
                "/\\wardroom.js",
                "/wardroom.js;x"
            })
    void noPathLeadsAnywhereElse(String path) {
        assertThat(get(path).status()).isEqualTo(404);
    }
}
