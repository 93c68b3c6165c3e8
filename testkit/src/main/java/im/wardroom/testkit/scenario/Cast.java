// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.scenario;

import im.wardroom.testkit.TestComponent;
import im.wardroom.testkit.TestDevice;
import im.wardroom.testkit.TestServer;
import im.wardroom.testkit.TestStream;
import im.wardroom.xmpp.xml.Element;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The people of a scenario and their devices, by name.
final class Cast {

    /// The resource of a device that is named by its user alone.
    static final String ONLY = "device";

    private final TestServer server;
    private final Map<String, Actor> actors = new LinkedHashMap<>();
    private final Set<String> users = new HashSet<>();
    private final Map<String, String> passwords = new HashMap<>();

    Cast(TestServer server) {
        this.server = server;
    }

    static String user(String device) {
        int slash = device.indexOf('/');
        return slash < 0 ? device : device.substring(0, slash);
    }

    static String resource(String device) {
        int slash = device.indexOf('/');
        return slash < 0 ? ONLY : device.substring(slash + 1);
    }

    /// The same device by one name only.
    private static String full(String device) {
        return user(device) + '/' + resource(device);
    }

    void createAccount(String user, boolean administrator) {
        if (!users.add(user)) {
            return;
        }
        if (administrator) {
            server.createAdministrator(user, user + "-secret");
        } else {
            server.createUser(user, user + "-secret");
        }
    }

    /// Someone who made an account in the course of the scenario.
    void knows(String user, String password) {
        users.add(user);
        passwords.put(user, password);
    }

    /// Of the accounts and the server.
    List<String> addresses() {
        return Stream.concat(users.stream().map(user -> TestServer.jid(user).toString()), Stream.of(TestServer.DOMAIN))
                .toList();
    }

    private String password(String user) {
        return passwords.getOrDefault(user, user + "-secret");
    }

    Actor signIn(String device) {
        String user = user(device);
        createAccount(user, false);
        TestDevice signedIn =
                TestDevice.signIn(server.startTls(), TestServer.DOMAIN, user, password(user), resource(device));
        return add(device, new Actor(signedIn.stream(), signedIn.jid(), signedIn.offers()));
    }

    Actor bindAtOnce(String device, String wishes) {
        String user = user(device);
        createAccount(user, false);
        TestDevice bound = TestDevice.bindAtOnce(
                server.startTls(), TestServer.DOMAIN, user, password(user), resource(device), wishes);
        return add(device, new Actor(bound.stream(), bound.jid(), bound.offers()));
    }

    void resume(String device, String request) {
        String user = user(device);
        Actor before = find(device);
        TestDevice resumed =
                TestDevice.resume(server.startTls(), TestServer.DOMAIN, user, password(user), before.jid(), request);
        Actor actor = new Actor(resumed.stream(), before.jid(), resumed.offers());
        actor.startCounting(before.received());
        Element answer = actor.receive();
        if (answer != null) {
            actor.putBack(answer);
        }
        if (answer == null || !answer.name().equals("resumed")) {
            actor.unbound();
        }
        add(device, actor);
    }

    Actor component(String name) {
        TestComponent connected = server.connect(name);
        return add(
                name,
                new Actor(connected.stream(), connected.domain().toString(), Element.of(TestComponent.NS, "features")));
    }

    Actor stranger(String name) {
        TestStream stream = TestStream.connect(server.startTls());
        stream.secure(TestServer.DOMAIN);
        Element offers = stream.features(TestServer.DOMAIN);
        stream.readAlways();
        return add(name, new Actor(stream, "", offers));
    }

    private Actor add(String device, Actor actor) {
        Actor before = actors.put(full(device), actor);
        if (before != null && before.isOpen()) {
            before.drop();
        }
        return actor;
    }

    Actor find(String device) {
        Actor actor = actors.get(full(device));
        if (actor == null) {
            throw new IllegalArgumentException(device + " is not there");
        }
        return actor;
    }

    /// The full JID of a device, which need not be there.
    String jid(String device) {
        Actor actor = actors.get(full(device));
        return actor == null || actor.jid().isEmpty()
                ? TestServer.jid(user(device)) + "/" + resource(device)
                : actor.jid();
    }

    Collection<Actor> all() {
        return List.copyOf(actors.values());
    }

    void befriend(String one, String other) {
        server.server().befriend(TestServer.jid(one), TestServer.jid(other)).join();
    }

    TestServer server() {
        return server;
    }

    void close() {
        actors.values().stream().filter(Actor::isOpen).forEach(Actor::drop);
    }
}
