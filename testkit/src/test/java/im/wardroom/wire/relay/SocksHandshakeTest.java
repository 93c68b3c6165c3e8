// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/// The beginning of a connection in whatever pieces it comes, and what is none.
class SocksHandshakeTest {

    private static final String HASH = "0123456789abcdef0123456789abcdef01234567";
    private static final byte[] REQUEST = request();

    private static byte[] request() {
        ByteBuf buffer = Unpooled.buffer();
        buffer.writeBytes(new byte[] {5, 2, 2, 0, 5, 1, 0, 3, 40})
                .writeBytes(HASH.getBytes(StandardCharsets.US_ASCII))
                .writeShort(0);
        return ByteBufUtil.getBytes(buffer);
    }

    private static Relay relay() {
        Relay relay = new Relay(RelayOptions.DEFAULT);
        relay.expect(HASH, "romeo@example.org");
        return relay;
    }

    private static String written(EmbeddedChannel channel) {
        StringBuilder all = new StringBuilder();
        ByteBuf buffer = channel.readOutbound();
        while (buffer != null) {
            all.append(ByteBufUtil.hexDump(buffer));
            buffer.release();
            buffer = channel.readOutbound();
        }
        return all.toString();
    }

    @Test
    void answerNamesTheHashAndPortZero() {
        EmbeddedChannel channel = new EmbeddedChannel(new SocksHandshake(relay()));
        channel.writeInbound(Unpooled.wrappedBuffer(REQUEST));
        assertThat(written(channel))
                .isEqualTo(
                        "0500" + "0500000328" + ByteBufUtil.hexDump(HASH.getBytes(StandardCharsets.US_ASCII)) + "0000");
        assertThat(channel.isOpen()).isTrue();
        channel.finishAndReleaseAll();
    }

    @RepeatedTest(50)
    void piecesDoNotMatter(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        EmbeddedChannel channel = new EmbeddedChannel(new SocksHandshake(relay()));
        int at = 0;
        while (at < REQUEST.length) {
            int piece = Math.min(REQUEST.length - at, 1 + random.nextInt(20));
            channel.writeInbound(Unpooled.copiedBuffer(REQUEST, at, piece));
            at += piece;
        }
        assertThat(written(channel)).startsWith("0500" + "0500000328").hasSize(4 + 14 + 80);
        channel.finishAndReleaseAll();
    }

    @RepeatedTest(300)
    void nonsenseHarmsNothing(RepetitionInfo repetition) {
        int seed = repetition.getCurrentRepetition();
        Random random = new Random(seed);
        EmbeddedChannel channel = new EmbeddedChannel(new SocksHandshake(relay()));
        byte[] bytes = Arrays.copyOf(REQUEST, REQUEST.length + random.nextInt(40));
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        for (int at = 0; at < bytes.length && channel.isOpen(); ) {
            int piece = Math.min(bytes.length - at, 1 + random.nextInt(60));
            channel.writeInbound(Unpooled.copiedBuffer(bytes, at, piece));
            at += piece;
        }
        channel.checkException();
        assertThat(written(channel))
                .as("seed " + seed)
                .satisfiesAnyOf(
                        answer -> assertThat(answer).isEmpty(),
                        answer -> assertThat(answer).startsWith("05"));
        channel.finishAndReleaseAll();
    }

    @Test
    void floodInsteadOfAGreetingIsCutOff() {
        EmbeddedChannel channel = new EmbeddedChannel(new SocksHandshake(relay()));
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {5, (byte) 255}));
        for (int i = 0; i < 10 && channel.isOpen(); i++) {
            channel.writeInbound(Unpooled.wrappedBuffer(new byte[40_000]));
        }
        assertThat(channel.isOpen()).isFalse();
        channel.finishAndReleaseAll();
    }
}
