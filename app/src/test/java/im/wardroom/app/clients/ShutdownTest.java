// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.xml.Element;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// SIGTERM: everybody is told, and what was sent before is kept.
@Tag("slow")
@Timeout(120)
class ShutdownTest {

    /// How a process ends that SIGTERM ended, whatever it did before: 128 and the number of the signal.
    private static final int ENDED_BY_SIGTERM = 143;

    private static final int MESSAGES = 300;

    @TempDir
    Path folder;

    @Test
    void clientsAreToldAndNothingThatWasSentIsLost() throws Exception {
        try (StartedProgram program = StartedProgram.start(StartedProgram.withoutLimits(folder))) {
            Person romeo = program.person("romeo");
            Person juliet = program.person("juliet");
            try (CountedStream sender = CountedStream.signIn(program, romeo, "desk");
                    CountedStream receiver = CountedStream.signIn(program, juliet, "desk")) {
                receiver.send("<presence/>");
                for (int i = 0; i < MESSAGES; i++) {
                    sender.send("<message type='chat' id='%d' to='%s'><body>%d</body></message>"
                            .formatted(i, juliet.jid(), i));
                }
                assertThat(program.stop()).isEqualTo(ENDED_BY_SIGTERM);
                List<Element> goodbye = goodbye(sender);
                goodbye(receiver);
                long acknowledged = acknowledged(goodbye);
                program.startAgain();
                assertThat(waiting(program, juliet)).hasSizeGreaterThanOrEqualTo((int) acknowledged);
            }
        }
    }

    /// All up to the end, with the stream error before it.
    private static List<Element> goodbye(CountedStream stream) {
        List<Element> all = new ArrayList<>();
        Element element = stream.receive();
        while (element != null) {
            all.add(element);
            element = stream.receive();
        }
        assertThat(stream.isClosedByServer()).as("</stream:stream>").isTrue();
        assertThat(all.getLast().is(Namespaces.STREAM, "error")).isTrue();
        assertThat(all.getLast().child(Namespaces.STREAM_ERRORS, "system-shutdown"))
                .isNotNull();
        return all;
    }

    private static long acknowledged(List<Element> received) {
        return received.stream()
                .filter(element -> element.is(CountedStream.NS, "a"))
                .mapToLong(element -> Long.parseLong(String.valueOf(element.attribute("h"))))
                .max()
                .orElseThrow();
    }

    /// What the receiver, who acknowledged nothing, is shown now.
    private static Set<String> waiting(StartedProgram program, Person juliet) {
        Set<String> ids = new HashSet<>();
        try (CountedStream stream = CountedStream.signIn(program, juliet, "desk")) {
            stream.send("<presence/>");
            stream.send("<message type='chat' id='end' to='%s'><body>end</body></message>".formatted(juliet.jid()));
            Element element = stream.receive();
            while (element != null && !"end".equals(element.attribute("id"))) {
                if (element.name().equals("message")) {
                    ids.add(element.attribute("id"));
                }
                element = stream.receive();
            }
        }
        return ids;
    }
}
