// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.scenario;

import im.wardroom.testkit.TestDevice;
import im.wardroom.testkit.TestServer;
import im.wardroom.testkit.TestStream;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.xml.Element;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Plays one script on one server. Each step fails with what was expected and what came.
final class Performance {

    /// A stanza that makes another make a third is through after as many round trips of everybody.
    private static final int ROUNDS = 3;

    private final Cast cast;
    private final Variables variables;

    private Performance(TestServer server) {
        cast = new Cast(server);
        variables = new Variables(cast::jid);
    }

    static void play(Script script, TestServer server) {
        Performance performance = new Performance(server);
        try {
            for (Step step : script.steps()) {
                performance.play(script, step);
            }
        } finally {
            performance.cast.close();
        }
    }

    private void play(Script script, Step step) {
        try {
            perform(step.statement());
        } catch (AssertionError | RuntimeException e) {
            String message = script.file() + ':' + step.line() + " (" + script.title() + ")\n  " + step.text() + "\n  "
                    + e.getMessage();
            throw new AssertionError(message, e);
        }
    }

    private void perform(Statement statement) {
        switch (statement) {
            case Statement.Accounts(List<String> users, boolean administrators) ->
                users.forEach(user -> cast.createAccount(user, administrators));
            case Statement.Contacts(String one, String other) -> befriend(one, other);
            case Statement.Online(List<String> devices) -> online(devices);
            case Statement.ComesOnline(List<String> devices) ->
                devices.forEach(device -> cast.signIn(device).send("<presence/>"));
            case Statement.Wants(String device, List<String> nodes) -> new Capabilities(nodes).claim(cast.find(device));
            case Statement.Connected(List<String> devices) -> devices.forEach(cast::signIn);
            case Statement.Component(String name) -> cast.component(name);
            case Statement.Stranger(String device) -> cast.stranger(device);
            case Statement.SignsIn(String device, String password) -> {
                cast.knows(Cast.user(device), password);
                cast.signIn(device);
            }
            case Statement.CannotSignIn(String user, String password) -> cannotSignIn(user, password);
            case Statement.BindsWith(String device, String xml) -> cast.bindAtOnce(device, variables.expand(xml));
            case Statement.Sends(String device, String xml) -> send(cast.find(device), variables.expand(xml));
            case Statement.Receives(String device, String xml, boolean ordered) ->
                receive(cast.find(device), patterns(xml), ordered);
            case Statement.ReceivesNothing(List<String> devices) -> nothing(devices);
            case Statement.Offered(String device, String xml, boolean expected) ->
                offered(cast.find(device).offers(), Fragments.readOne(variables.expand(xml)), expected);
            case Statement.Leaves(String device) -> cast.find(device).leave();
            case Statement.LosesConnection(String device) -> cast.find(device).drop();
            case Statement.CutOff(String device, String xml) ->
                cutOff(cast.find(device), patterns(xml).getFirst());
            case Statement.Settles(List<String> devices) -> settle(chosen(devices));
            case Statement.Forgets(List<String> devices) -> {
                settle(cast.all());
                chosen(devices).forEach(Actor::forget);
            }
            case Statement.Acknowledges(String device) -> acknowledge(cast.find(device));
            case Statement.Resumes(String device, String id, var h) -> resume(device, id, h);
        }
    }

    private Collection<Actor> chosen(List<String> devices) {
        return devices.isEmpty() ? cast.all() : devices.stream().map(cast::find).toList();
    }

    private void befriend(String one, String other) {
        cast.createAccount(one, false);
        cast.createAccount(other, false);
        cast.befriend(one, other);
    }

    private void online(List<String> devices) {
        List<Actor> arrived = devices.stream().map(cast::signIn).toList();
        arrived.forEach(actor -> actor.send("<presence/>"));
        settle(cast.all());
        arrived.forEach(Actor::forget);
    }

    /// A request to each account follows what was sent to it before, on whatever thread it is dealt with.
    private void settle(Collection<Actor> actors) {
        for (int round = 0; round < ROUNDS; round++) {
            for (Actor actor : actors) {
                cast.addresses().stream()
                        .takeWhile(address -> actor.canSettle())
                        .forEach(actor::roundTrip);
            }
        }
    }

    /// Checked before it goes, so that a slip in a script is not blamed on the server.
    private static void send(Actor actor, String xml) {
        Fragments.read(xml);
        actor.send(xml);
    }

    private List<Element> patterns(String xml) {
        return Fragments.read(variables.expand(xml));
    }

    private void receive(Actor actor, List<Element> patterns, boolean ordered) {
        List<Element> left = new ArrayList<>(patterns);
        while (!left.isEmpty()) {
            Element actual = actor.receive();
            if (actual == null) {
                throw expected(left, "the end of the stream");
            }
            Element found = take(ordered ? left.subList(0, 1) : left, actual);
            if (found == null) {
                throw expected(left, actual);
            }
            left.removeIf(pattern -> pattern == found);
        }
    }

    private @Nullable Element take(List<Element> candidates, Element actual) {
        for (Element pattern : candidates) {
            Optional<Map<String, String>> captures = Likeness.match(pattern, actual);
            if (captures.isPresent()) {
                variables.capture(captures.get());
                return pattern;
            }
        }
        return null;
    }

    private static AssertionError expected(List<Element> patterns, Object actual) {
        StringBuilder text = new StringBuilder();
        patterns.forEach(pattern -> text.append("expected: ").append(pattern).append("\n  "));
        return new AssertionError(text + "but came: " + actual);
    }

    private void nothing(List<String> devices) {
        settle(cast.all());
        for (String device : devices) {
            List<Element> came = cast.find(device).waiting();
            if (!came.isEmpty()) {
                throw new AssertionError(device + " should have received nothing, but came: " + came);
            }
        }
    }

    private static void offered(Element features, Element pattern, boolean expected) {
        boolean found =
                features.elements().anyMatch(f -> Likeness.match(pattern, f).isPresent());
        if (found != expected) {
            throw new AssertionError((expected ? "not offered: " : "offered: ") + pattern + " among " + features);
        }
    }

    /// @param pattern a stream error
    private void cutOff(Actor actor, Element pattern) {
        if (!pattern.is(Namespaces.STREAM, "error")) {
            throw new IllegalArgumentException("a <stream:error> was expected");
        }
        receive(actor, List.of(pattern), true);
        Element more = actor.receive();
        if (more != null) {
            throw new AssertionError("the stream should have ended, but came: " + more);
        }
    }

    private void cannotSignIn(String user, String password) {
        try (TestStream stream = TestStream.connect(cast.server().startTls())) {
            stream.secure(TestServer.DOMAIN);
            TestDevice.authenticate(stream, TestServer.DOMAIN, user, password);
        } catch (AssertionError refused) {
            return;
        }
        throw new AssertionError(user + " could sign in");
    }

    private static void acknowledge(Actor actor) {
        actor.send("<a xmlns='urn:xmpp:sm:3' h='" + actor.received() + "'/>");
    }

    private void resume(String device, String id, @Nullable String h) {
        String count = h == null ? Long.toString(cast.find(device).received()) : h;
        cast.resume(device, "<resume xmlns='urn:xmpp:sm:3' previd='" + variables.plain(id) + "' h='" + count + "'/>");
    }
}
