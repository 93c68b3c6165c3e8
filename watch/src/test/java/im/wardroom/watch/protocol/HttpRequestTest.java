// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class HttpRequestTest {

    @Test
    void hostAndAgentAreRead() {
        HttpRequest request =
                read("GET /x HTTP/1.1\r\nHost: DL.official.line.naver.jp:80\r\nUser-Agent: Line/5\r\n\r\n")
                        .orElseThrow();

        assertThat(request.host()).contains("dl.official.line.naver.jp");
        assertThat(request.agent()).contains("Line/5");
    }

    @Test
    void tunnelIsForItsTarget() {
        HttpRequest request = read("CONNECT web.telegram.org:443 HTTP/1.1\r\nHost: proxy.example\r\n\r\n")
                .orElseThrow();

        assertThat(request.isTunnel()).isTrue();
        assertThat(request.host()).contains("web.telegram.org");
    }

    @Test
    void requestToAProxyIsForItsTarget() {
        assertThat(read("POST http://short.weixin.qq.com/mmtls/1 HTTP/1.1\nHost: 10.0.0.1\n\n")
                        .flatMap(HttpRequest::host))
                .contains("short.weixin.qq.com");
    }

    @Test
    void webSocketIsSeen() {
        HttpRequest request = read("GET /xmpp HTTP/1.1\r\nHost: chat.example\r\nUpgrade: WebSocket\r\n"
                        + "Sec-WebSocket-Protocol: xmpp, mqtt\r\n\r\n")
                .orElseThrow();

        assertThat(request.isWebSocket()).isTrue();
        assertThat(request.subprotocols()).containsExactly("xmpp", "mqtt");
    }

    @Test
    void targetThatOnlyHoldsAnAddressIsNotForIt() {
        assertThat(read("GET /go?to=http://web.whatsapp.com/ HTTP/1.1\r\nHost: a.example\r\n\r\n")
                        .flatMap(HttpRequest::host))
                .contains("a.example");
    }

    @Test
    void whatComesAfterTheHeadIsFound() {
        byte[] bytes = new Wire().text("CONNECT a:1 HTTP/1.1\r\n\r\nrest").bytes();

        assertThat(HttpRequest.end(bytes, 0, bytes.length)).isEqualTo(bytes.length - 4);
    }

    @Test
    void otherTextIsNoRequest() {
        assertThat(read("GETTING STARTED\r\n")).isEmpty();
        assertThat(read("NICK romeo\r\nUSER romeo 0 * :Romeo\r\n")).isEmpty();
    }

    private static Optional<HttpRequest> read(String text) {
        byte[] bytes = new Wire().text(text).bytes();
        return HttpRequest.read(bytes, 0, bytes.length);
    }
}
