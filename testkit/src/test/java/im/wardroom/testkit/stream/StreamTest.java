// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.stream;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.testkit.TestServer;
import im.wardroom.testkit.TestStream;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.StreamEvent;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/// A server for all tests of a class, and what they ask of a stream.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StreamTest {

    static final String DOMAIN = TestServer.DOMAIN;

    TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start(List.of(), this::configure).withUsers("romeo", "juliet");
    }

    TestServer.Settings configure(TestServer.Settings settings) {
        return settings;
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /// Over direct TLS, with the stream open: the features are given back.
    TestStream secured() {
        TestStream stream = TestStream.connect(server.directTls());
        stream.handshake(DOMAIN);
        return stream;
    }

    static String header(String attributes) {
        return "<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='" + Namespaces.STREAM + "' "
                + attributes + ">";
    }

    /// The next thing is this stream error, and after it the stream ends.
    static Element assertEndsWith(TestStream stream, String condition) {
        Element error = stream.receive();
        assertThat(error.is(Namespaces.STREAM, "error")).as(error.toString()).isTrue();
        assertThat(error.firstElement()).isNotNull();
        assertThat(error.firstElement().name()).isEqualTo(condition);
        assertThat(error.firstElement().namespace()).isEqualTo(Namespaces.STREAM_ERRORS);
        assertThat(stream.next()).isInstanceOf(StreamEvent.Closed.class);
        return error;
    }
}
