// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.load;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// People in one room (XEP-0045), some of whom speak: each keeps a few messages under way, which everybody must hear.
/// Lives on the reactor's thread.
public final class Gathering implements AutoCloseable {

    /// What it is like.
    ///
    /// @param occupants in the room
    /// @param speakers the first of them, who speak
    /// @param quiet nobody hears of others' coming: otherwise, as many as enter hear of each other
    public record Shape(int occupants, int speakers, int bodyBytes, boolean quiet) {}

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int AT_ONCE = 16;

    /// Messages of one speaker that can be told apart.
    private static final long NUMBERS = 100_000_000;

    private static final byte[] SUBJECT = "<subject".getBytes(StandardCharsets.US_ASCII);
    private static final String PREFIX = "muc#roomconfig_";

    private final Reactor reactor;
    private final Shape shape;
    private final String room;
    private final List<Occupant> occupants = new ArrayList<>();
    private int window;
    private int inside;
    private long said;
    private long heard;
    private @Nullable String failure;
    private boolean configured;
    private boolean stopping;

    private Gathering(Reactor reactor, Credentials credentials, Shape shape) {
        this.reactor = reactor;
        this.shape = shape;
        this.room = "hall@rooms." + credentials.domain();
    }

    /// Signs everybody in, and lets the first one make the room and all others enter it. Blocks until they are there.
    public static Gathering begin(Reactor reactor, Connector connector, Credentials credentials, Shape shape) {
        Gathering gathering = new Gathering(reactor, credentials, shape);
        for (int i = 0; i < shape.occupants(); i++) {
            gathering.occupants.add(gathering.new Occupant(i));
        }
        new Crowd(reactor, connector).gather(0, shape.occupants(), gathering.occupants::get, Duration.ofMinutes(5));
        gathering.enter();
        return gathering;
    }

    private void enter() {
        occupants.getFirst().enter();
        await(() -> inside == 1, "the room was not made");
        occupants.getFirst().configure();
        await(() -> configured, "the room was not configured");
        for (int i = 1; i < occupants.size(); i++) {
            occupants.get(i).enter();
            int begun = i;
            await(() -> begun - inside < AT_ONCE, "somebody could not enter");
        }
        await(() -> inside == occupants.size(), "somebody could not enter");
    }

    private void await(BooleanSupplier done, String otherwise) {
        boolean reached = reactor.until(() -> failure != null || done.getAsBoolean(), PATIENCE);
        check();
        if (!reached) {
            throw new LoadFailure(otherwise + ": " + inside + " of " + occupants.size() + " are in the room");
        }
    }

    private void check() {
        if (failure != null) {
            throw new LoadFailure(failure);
        }
    }

    public void keepUnderWay(int messages) {
        window = messages;
        occupants.stream().limit(shape.speakers()).forEach(Occupant::fill);
    }

    public void during(Duration time) {
        reactor.until(() -> failure != null, time);
        check();
    }

    /// Messages that came, to whomever.
    public long heard() {
        return heard;
    }

    /// Nobody speaks any more; fails unless everybody heard everything.
    public void stop() {
        stopping = true;
        long wanted = said * shape.occupants();
        await(() -> heard == wanted, "not everybody heard everything: " + heard + " of " + wanted);
    }

    @Override
    public void close() {
        occupants.forEach(Occupant::close);
    }

    private final class Occupant implements Client.Listener {

        private final int number;
        private final Numbered message;
        private @Nullable Client client;
        private boolean entered;
        private long spoken;
        private int underWay;

        Occupant(int number) {
            this.number = number;
            this.message = new Numbered("groupchat", room, shape.bodyBytes());
        }

        @Override
        public void ready(Client ready) {
            client = ready;
        }

        void enter() {
            ask("<presence to='" + room + "/nick" + number
                    + "'><x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='0'/></x></presence>");
        }

        void configure() {
            String form = field("persistentroom", "0")
                    + field("publicroom", "0")
                    + (shape.quiet() ? field("presencebroadcast", "moderator") : "");
            ask("<iq type='set' id='configure' to='" + room
                    + "'><query xmlns='http://jabber.org/protocol/muc#owner'><x xmlns='jabber:x:data' type='submit'>"
                    + "<field var='FORM_TYPE'><value>http://jabber.org/protocol/muc#roomconfig</value></field>" + form
                    + "</x></query></iq>");
        }

        private String field(String name, String value) {
            return "<field var='" + PREFIX + name + "'><value>" + value + "</value></field>";
        }

        private void ask(String stanza) {
            byte[] bytes = stanza.getBytes(StandardCharsets.UTF_8);
            if (client != null) {
                client.send(bytes, 0, bytes.length);
            }
        }

        void fill() {
            while (underWay < window && !stopping) {
                underWay++;
                said++;
                byte[] bytes = message.with(number * NUMBERS + spoken++);
                if (client != null) {
                    client.send(bytes, 0, bytes.length);
                }
            }
        }

        @Override
        public void stanza(byte[] bytes, int from, int to) {
            switch (bytes[from + 1]) {
                case 'm' -> message(bytes, from, to);
                case 'i' -> answered(new String(bytes, from, to - from, StandardCharsets.UTF_8));
                default -> {
                    if (!entered) {
                        refused(new String(bytes, from, to - from, StandardCharsets.UTF_8));
                    }
                }
            }
        }

        private void message(byte[] bytes, int from, int to) {
            if (!entered) {
                if (contains(bytes, from, to)) {
                    entered = true;
                    inside++;
                }
            } else if (number >= shape.speakers()) {
                // One who only listens: it is as cheap as it can be.
                if (window > 0) {
                    heard++;
                }
            } else {
                long id = Numbered.read(bytes, from, to);
                if (id >= 0) {
                    heard++;
                    if (id / NUMBERS == number) {
                        underWay--;
                        fill();
                    }
                }
            }
        }

        private static boolean contains(byte[] bytes, int from, int to) {
            for (int i = from; i <= to - SUBJECT.length; i++) {
                int at = 0;
                while (at < SUBJECT.length && bytes[i + at] == SUBJECT[at]) {
                    at++;
                }
                if (at == SUBJECT.length) {
                    return true;
                }
            }
            return false;
        }

        private void answered(String iq) {
            if (iq.contains("configure")) {
                configured = true;
                if (iq.contains("error")) {
                    failure = "the room was not configured: " + iq;
                }
            }
        }

        private void refused(String presence) {
            if (presence.contains("type='error'") || presence.contains("type=\"error\"")) {
                failure = "occupant " + number + " cannot enter: " + presence;
            }
        }

        @Override
        public void failed(Client gone, String why) {
            failure = why;
        }

        void close() {
            if (client != null) {
                client.close();
            }
        }
    }
}
