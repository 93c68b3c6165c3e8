// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.guarding;

import im.wardroom.guard.artefact.FileFacts;
import im.wardroom.guard.artefact.SimilarityDigest;
import im.wardroom.testkit.TestDevice;
import im.wardroom.testkit.TestServer;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.xml.Element;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;

/// A worm among people who are all online: whoever gets a copy opens it after a moment or does not, and whoever opened
/// it sends it on by the way of its kind, as fast as the connection takes it. Nobody answers questions.
final class Outbreak implements AutoCloseable {

    enum Kind {
        BURST,
        WORDING,
        ROTATING,
        FILE,
        ROOMS,
        SEVERAL;

        int begins() {
            return this == SEVERAL ? 10 : 1;
        }
    }

    /// @param untilStopped from the first bad copy that arrived to the last one
    /// @param untilTakenBack from the last bad copy that arrived until none was left
    record Report(
            int infected, int copies, Duration untilStopped, Duration untilTakenBack, int notTakenBack, int confined) {}

    private static final String DOMAIN = TestServer.DOMAIN;
    private static final double CLICK = 0.9;
    private static final int DEGREE = 14;
    private static final int ROOM_SIZE = 20;
    private static final int ROOMS_EACH = 3;
    private static final Duration QUIET = Duration.ofMillis(3_500);

    private final TestServer server;
    private final Kind kind;
    private final Random random;
    private final List<TestDevice> devices = new ArrayList<>();
    private final List<Set<Integer>> contacts = new ArrayList<>();
    private final List<Set<Integer>> rooms = new ArrayList<>();
    private final Set<Integer> infected = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> copies = new ConcurrentHashMap<>();
    private final AtomicInteger everything = new AtomicInteger();
    private final AtomicLong first = new AtomicLong();
    private final AtomicLong last = new AtomicLong();
    private final AtomicLong takenBack = new AtomicLong();
    private final AtomicInteger ids = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean over;

    Outbreak(TestServer server, Kind kind, int people, long seed) {
        this.server = server;
        this.kind = kind;
        this.random = new Random(seed);
        for (int i = 0; i < people; i++) {
            server.createUser("p" + i, "p" + i + "-secret");
            contacts.add(new HashSet<>());
        }
        for (int i = 0; i < people * DEGREE / 2; i++) {
            int one = random.nextInt(people);
            int other = random.nextInt(people);
            if (one != other) {
                contacts.get(one).add(other);
                contacts.get(other).add(one);
            }
        }
        for (int i = 0; i < people; i++) {
            devices.add(server.signIn("p" + i, "desk"));
        }
    }

    Report run() {
        boolean isInRooms = kind == Kind.ROOMS;
        CountDownLatch joined = new CountDownLatch(isInRooms ? devices.size() * ROOMS_EACH : 0);
        for (int i = 0; i < devices.size(); i++) {
            int me = i;
            Random own = new Random(random.nextLong());
            threads.add(Thread.ofVirtual().start(() -> live(me, own, joined)));
        }
        for (int i = 0; i < devices.size(); i++) {
            devices.get(i).send("<presence/>");
        }
        if (isInRooms) {
            enterRooms(devices.size());
        }
        try {
            joined.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        for (int i = 0; i < kind.begins(); i++) {
            infect(i, new Random(i));
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() ->
                        first.get() > 0 && System.nanoTime() - Math.max(last.get(), takenBack.get()) > QUIET.toNanos());
        int confined = server.guard().quarantines().all(Instant.now()).size();
        return new Report(
                infected.size(),
                everything.get(),
                Duration.ofNanos(last.get() - first.get()),
                Duration.ofNanos(Math.max(0, takenBack.get() - last.get())),
                copies.size(),
                confined);
    }

    private static String room(int number) {
        return "r" + number + "@rooms." + DOMAIN;
    }

    private void open(int number) {
        TestDevice owner = devices.get(number);
        enter(number, number);
        owner.send(
                "<iq type='set' id='c' to='" + room(number) + "'><query xmlns='http://jabber.org/protocol/muc#owner'>"
                        + "<x xmlns='jabber:x:data' type='submit'/></query></iq>");
        Awaitility.await()
                .until(() -> server.store()
                        .accounts()
                        .find(BareJid.parse(room(number)))
                        .isPresent());
    }

    private void enter(int person, int number) {
        devices.get(person)
                .send("<presence to='" + room(number) + "/n" + person
                        + "'><x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='0'/></x></presence>");
    }

    /// Everybody is in some rooms; some of them opened one.
    private void enterRooms(int people) {
        int count = Math.max(ROOMS_EACH, people * ROOMS_EACH / ROOM_SIZE);
        for (int number = 0; number < count; number++) {
            open(number);
        }
        for (int person = 0; person < people; person++) {
            Set<Integer> chosen = new HashSet<>();
            if (person < count) {
                chosen.add(person);
            }
            while (chosen.size() < ROOMS_EACH) {
                int number = random.nextInt(count);
                if (chosen.add(number)) {
                    enter(person, number);
                }
            }
            rooms.add(chosen);
        }
    }

    /// What somebody does with what comes.
    private void live(int me, Random own, CountDownLatch joined) {
        while (!over) {
            Element heard;
            try {
                heard = devices.get(me).receive();
            } catch (AssertionError | RuntimeException e) {
                continue;
            }
            if (heard.name().equals("message") && !"error".equals(heard.attribute("type"))) {
                hear(me, own, heard, joined);
            }
        }
    }

    private void hear(int me, Random own, Element message, CountDownLatch joined) {
        Element retract = message.child("urn:xmpp:message-retract:1", "retract");
        if (retract != null) {
            takenBack.accumulateAndGet(System.nanoTime(), Math::max);
            copies.remove(me + " " + retract.attribute("id"));
            return;
        }
        if (message.has(Namespaces.CLIENT, "subject")) {
            joined.countDown();
        }
        String body = message.find(Namespaces.CLIENT, "body").map(Element::text).orElse("");
        if (!body.contains("http")) {
            return;
        }
        long now = System.nanoTime();
        boolean isRoom = "groupchat".equals(message.attribute("type"));
        if (isRoom && message.attribute("from", "").endsWith("/n" + me)) {
            return;
        }
        Element stanzaId = message.child("urn:xmpp:sid:0", "stanza-id");
        String id = isRoom && stanzaId != null ? stanzaId.attribute("id") : message.attribute("id");
        copies.put(me + " " + id, now);
        everything.incrementAndGet();
        first.compareAndSet(0, now);
        last.accumulateAndGet(now, Math::max);
        if (own.nextDouble() < CLICK) {
            Thread.startVirtualThread(() -> {
                try {
                    Thread.sleep(50 + own.nextInt(200));
                } catch (InterruptedException e) {
                    return;
                }
                if (copies.containsKey(me + " " + id)) {
                    infect(me, own);
                }
            });
        }
    }

    private void infect(int me, Random own) {
        if (over || !infected.add(me)) {
            return;
        }
        try {
            if (kind == Kind.ROOMS) {
                for (int number : rooms.get(me)) {
                    send(me, room(number), "groupchat", own);
                }
                return;
            }
            for (int contact : contacts.get(me)) {
                send(me, "p" + contact + "@" + DOMAIN, "chat", own);
            }
        } catch (RuntimeException e) {
            // The server ended the connection: it can do no more harm.
        }
    }

    private void send(int me, String to, String type, Random own) {
        devices.get(me)
                .send("<message type='" + type + "' id='w" + ids.incrementAndGet() + "' to='" + to + "'><body>"
                        + text(own) + "</body></message>");
    }

    private String text(Random own) {
        String usual = "hey have you seen these pictures of you from last summer, so funny ";
        return switch (kind) {
            case BURST, ROOMS, SEVERAL -> usual + "http://photos.example/view.exe";
            case WORDING -> word(own) + ' ' + word(own) + ' ' + word(own) + " http://photos.example/view.exe";
            case ROTATING -> usual + "http://" + word(own) + own.nextInt(1_000_000) + ".example/view.exe";
            case FILE -> usual + "https://" + DOMAIN + "/files/" + file(own) + "/view.zip";
        };
    }

    private static String word(Random own) {
        return own.ints(7, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /// Uploaded anew each time, with a few bytes changed.
    private String file(Random own) {
        byte[] content = new byte[8_000];
        new Random(7).nextBytes(content);
        for (int i = 0; i < 20; i++) {
            content[own.nextInt(content.length)] = (byte) own.nextInt();
        }
        SimilarityDigest digest = new SimilarityDigest();
        digest.update(content, 0, content.length);
        String id = (word(own) + word(own) + word(own) + word(own) + word(own)).substring(0, 32);
        String sha256 = String.format("%064x", new BigInteger(1, (id + id).getBytes(StandardCharsets.UTF_8)))
                .substring(0, 64);
        server.guard().files().learn(id, new FileFacts.Facts(sha256, digest.digest(), true));
        return id;
    }

    @Override
    public void close() {
        over = true;
        devices.forEach(TestDevice::close);
    }
}
