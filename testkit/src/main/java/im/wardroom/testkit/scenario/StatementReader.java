// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Understands one statement.
final class StatementReader {

    private static final String NAME = "[a-z][a-z0-9]*(?:/[A-Za-z0-9.-]+)?";
    private static final String NAMES = "(" + NAME + "(?:, " + NAME + ")*(?: and " + NAME + ")?)";
    private static final String ONE = "(" + NAME + ")";
    private static final String XML = "\\s*(<.*)";

    private record Form(Pattern pattern, Function<MatchResult, Statement> make) {}

    private static final List<Form> FORMS = List.of(
            form(NAMES + " (?:is|are) online", m -> new Statement.Online(names(m))),
            form(NAMES + " (?:comes|come) online", m -> new Statement.ComesOnline(names(m))),
            form(NAMES + " (?:is|are) connected", m -> new Statement.Connected(names(m))),
            form(NAMES + " (?:has an account|have accounts)", m -> new Statement.Accounts(names(m), false)),
            form(ONE + " is an administrator", m -> new Statement.Accounts(names(m), true)),
            form(ONE + " and " + ONE + " are contacts", m -> new Statement.Contacts(m.group(1), m.group(2))),
            form("([a-z]+) is a component", m -> new Statement.Component(m.group(1))),
            form(ONE + " is a stranger", m -> new Statement.Stranger(m.group(1))),
            form(ONE + " signs in with '(.*)'", m -> new Statement.SignsIn(m.group(1), m.group(2))),
            form(ONE + " cannot sign in with '(.*)'", m -> new Statement.CannotSignIn(m.group(1), m.group(2))),
            form(ONE + " wants events of '([^']*)'", m -> new Statement.Wants(m.group(1), nodes(m.group(2)))),
            form(ONE + " binds with" + XML, m -> new Statement.BindsWith(m.group(1), m.group(2))),
            form(ONE + " sends" + XML, m -> new Statement.Sends(m.group(1), m.group(2))),
            form(ONE + " receives in any order" + XML, m -> new Statement.Receives(m.group(1), m.group(2), false)),
            form(ONE + " receives" + XML, m -> new Statement.Receives(m.group(1), m.group(2), true)),
            form(NAMES + " (?:receives|receive) nothing", m -> new Statement.ReceivesNothing(names(m))),
            form(ONE + " is offered" + XML, m -> new Statement.Offered(m.group(1), m.group(2), true)),
            form(ONE + " is not offered" + XML, m -> new Statement.Offered(m.group(1), m.group(2), false)),
            form(ONE + " leaves", m -> new Statement.Leaves(m.group(1))),
            form(ONE + " loses the connection", m -> new Statement.LosesConnection(m.group(1))),
            form(ONE + " is cut off with" + XML, m -> new Statement.CutOff(m.group(1), m.group(2))),
            form("everybody settles", m -> new Statement.Settles(List.of())),
            form(NAMES + " (?:settles|settle)", m -> new Statement.Settles(names(m))),
            form("everybody forgets what came", m -> new Statement.Forgets(List.of())),
            form(NAMES + " (?:forgets|forget) what came", m -> new Statement.Forgets(names(m))),
            form(ONE + " acknowledges what came", m -> new Statement.Acknowledges(m.group(1))),
            form(ONE + " resumes '([^']*)'", m -> new Statement.Resumes(m.group(1), m.group(2), null)),
            form(
                    ONE + " resumes '([^']*)' with h '([^']*)'",
                    m -> new Statement.Resumes(m.group(1), m.group(2), m.group(3))));

    private StatementReader() {}

    static Optional<Statement> read(String text) {
        return FORMS.stream()
                .map(form -> form.pattern().matcher(text).results().findFirst().map(form.make()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Form form(String pattern, Function<MatchResult, Statement> make) {
        return new Form(Pattern.compile("\\A" + pattern + "\\s*\\z", Pattern.DOTALL), make);
    }

    private static List<String> nodes(String list) {
        return Arrays.asList(list.split(" ", -1));
    }

    private static List<String> names(MatchResult match) {
        return Arrays.asList(match.group(1).split(", | and ", -1));
    }
}
