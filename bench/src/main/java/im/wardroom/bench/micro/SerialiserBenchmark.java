// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.micro;

import im.wardroom.xmpp.xml.Element;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// Stanza to bytes: one that was parsed and only stamped, and one that was made here.
@State(Scope.Thread)
public class SerialiserBenchmark {

    private final Element parsed = Samples.element();
    private final Element made = Element.of("jabber:client", "message")
            .with("type", "chat")
            .with("id", "0000000001")
            .with(Element.of("jabber:client", "body", "Shall I compare thee to a summer's day?"));

    @Benchmark
    public byte[] forwardedMessage() {
        return parsed.with("from", "romeo@localhost/bench").toBytes();
    }

    @Benchmark
    public byte[] messageMadeHere() {
        return made.with("from", "romeo@localhost/bench").toBytes();
    }
}
