// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.micro;

import im.wardroom.xmpp.xml.StreamEvent;
import im.wardroom.xmpp.xml.StreamParser;
import im.wardroom.xmpp.xml.XmlLimits;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Bytes to stanza.
@State(Scope.Thread)
public class ParserBenchmark {

    private final StreamParser parser = new StreamParser(XmlLimits.DEFAULT);

    @Setup
    public void open() {
        parser.feed(Samples.HEADER, 0, Samples.HEADER.length);
        parser.next();
    }

    @Benchmark
    public @Nullable StreamEvent chatMessage() {
        parser.feed(Samples.MESSAGE, 0, Samples.MESSAGE.length);
        return parser.next();
    }

    @Benchmark
    public @Nullable StreamEvent chatMessageInTwoPieces() {
        int half = Samples.MESSAGE.length / 2;
        parser.feed(Samples.MESSAGE, 0, half);
        parser.next();
        parser.feed(Samples.MESSAGE, half, Samples.MESSAGE.length - half);
        return parser.next();
    }
}
