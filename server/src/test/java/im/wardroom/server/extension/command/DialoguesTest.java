// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.extension.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.wardroom.server.HandClock;
import im.wardroom.server.extension.command.AdHocCommand.Audience;
import im.wardroom.server.extension.command.CommandRequest.Action;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.form.Form;
import im.wardroom.xmpp.form.SubmittedForm;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DialoguesTest {

    private static final FullJid ROMEO = (FullJid) Jid.parse("romeo@capulet.example/orchard");
    private static final BareJid SERVER = BareJid.parse("capulet.example");
    private static final SubmittedForm HTTPD = submitted("service", "httpd");
    private static final SubmittedForm ON = submitted("state", "on");

    private final HandClock clock = new HandClock();
    private final OpenDialogues open = new OpenDialogues(clock, new SecureRandom());
    private final Dialogues dialogues = new Dialogues(open, im.wardroom.server.audit.AuditTrail.NONE);
    private final List<String> configured = new ArrayList<>();

    /// That of XEP-0050 §2.4.2: which service, then its state.
    private final AdHocCommand config =
            new AdHocCommand("config", "Configure Service", Audience.EVERYBODY, call -> which());

    private Progress which() {
        return new Progress.Ask(
                Form.titled("Configure Service", "config").text("service", "Service", ""), false, call -> {
                    String service = call.form().one("service").orElseThrow(DialoguesTest::missing);
                    return Progress.Ask.last(
                            Form.titled("Configure " + service, "config").text("state", "Run State", ""), state -> {
                                configured.add(service
                                        + ' '
                                        + state.form().one("state").orElseThrow(DialoguesTest::missing));
                                return Progress.Done.saying("Service '" + service + "' has been configured.");
                            });
                });
    }

    private static StanzaException missing() {
        return new StanzaException(Condition.BAD_REQUEST, "A field is missing.");
    }

    private static SubmittedForm submitted(String field, String value) {
        return new SubmittedForm("", Map.of(field, List.of(value)));
    }

    private Element ask(Action action, @Nullable String session, @Nullable SubmittedForm form) {
        return ask(ROMEO, action, session, form);
    }

    private Element ask(FullJid asker, Action action, @Nullable String session, @Nullable SubmittedForm form) {
        return dialogues.answer(config, asker, SERVER, new CommandRequest("config", action, session, form));
    }

    private String begin() {
        return session(ask(Action.EXECUTE, null, null));
    }

    private static String session(Element answer) {
        return answer.attribute("sessionid", "");
    }

    private static List<String> actions(Element answer) {
        Element actions = answer.child(AdHocCommand.NS, "actions");
        return actions == null
                ? List.of()
                : actions.elements().map(Element::name).toList();
    }

    private static void refused(String specific, ThrowingCallable request) {
        assertThatThrownBy(request).isInstanceOfSatisfying(StanzaException.class, refusal -> {
            Element application = refusal.error().application();
            assertThat(application).isNotNull();
            assertThat(application.name()).isEqualTo(specific);
        });
    }

    @Test
    void goesFromFormToFormAndEnds() {
        Element first = ask(Action.EXECUTE, null, null);
        assertThat(actions(first)).containsExactly("next");
        Element second = ask(Action.NEXT, session(first), HTTPD);
        assertThat(session(second)).isEqualTo(session(first));
        assertThat(actions(second)).containsExactly("prev", "complete");
        Element end = ask(Action.COMPLETE, session(first), ON);
        assertThat(end.attribute("status")).isEqualTo("completed");
        assertThat(end.child(AdHocCommand.NS, "note"))
                .isEqualTo(Element.of(AdHocCommand.NS, "note", "Service 'httpd' has been configured.")
                        .with("type", "info"));
        assertThat(configured).containsExactly("httpd on");
        assertThat(open.size()).isZero();
    }

    @Test
    void executeIsWhatTheFormSaysItIs() {
        String session = begin();
        assertThat(ask(Action.EXECUTE, session, HTTPD).attribute("status")).isEqualTo("executing");
        assertThat(ask(Action.EXECUTE, session, ON).attribute("status")).isEqualTo("completed");
    }

    @Test
    void goesBackToTheFormBefore() {
        String session = begin();
        ask(Action.NEXT, session, HTTPD);
        assertThat(actions(ask(Action.PREV, session, null))).containsExactly("next");
        refused("bad-action", () -> ask(Action.PREV, session, null));
        ask(Action.NEXT, session, submitted("service", "jabberd"));
        ask(Action.COMPLETE, session, ON);
        assertThat(configured).containsExactly("jabberd on");
    }

    @Test
    void stepThatIsNotOfferedIsRefused() {
        String session = begin();
        refused("bad-action", () -> ask(Action.COMPLETE, session, HTTPD));
        ask(Action.NEXT, session, HTTPD);
        refused("bad-action", () -> ask(Action.NEXT, session, ON));
        ask(Action.COMPLETE, session, ON);
        assertThat(configured).containsExactly("httpd on");
    }

    @Test
    void wrongFormCanBeCorrected() {
        String session = begin();
        refused("bad-payload", () -> ask(Action.NEXT, session, ON));
        ask(Action.NEXT, session, HTTPD);
        refused("bad-payload", () -> ask(Action.COMPLETE, session, null));
        ask(Action.COMPLETE, session, ON);
        assertThat(configured).containsExactly("httpd on");
    }

    @Test
    void whatWasCompletedOrCancelledIsOver() {
        String completed = begin();
        ask(Action.NEXT, completed, HTTPD);
        ask(Action.COMPLETE, completed, ON);
        refused("session-expired", () -> ask(Action.COMPLETE, completed, ON));
        String cancelled = begin();
        assertThat(ask(Action.CANCEL, cancelled, null).attribute("status")).isEqualTo("canceled");
        refused("session-expired", () -> ask(Action.NEXT, cancelled, HTTPD));
        assertThat(configured).containsExactly("httpd on");
    }

    @Test
    void isForgottenAfterAWhile() {
        String session = begin();
        clock.pass(OpenDialogues.LIFE.minusMillis(1));
        ask(Action.NEXT, session, HTTPD);
        clock.pass(OpenDialogues.LIFE);
        refused("session-expired", () -> ask(Action.COMPLETE, session, ON));
        begin();
        clock.pass(OpenDialogues.LIFE.plusSeconds(1));
        begin();
        assertThat(open.size()).isEqualTo(1);
    }

    @Test
    void belongsToTheDeviceThatBeganIt() {
        String session = begin();
        FullJid other = (FullJid) Jid.parse("romeo@capulet.example/street");
        refused("bad-sessionid", () -> ask(other, Action.NEXT, session, HTTPD));
        for (String made : List.of("", ".", "a.b", session + "x", "x" + session)) {
            refused("bad-sessionid", () -> ask(Action.NEXT, made, HTTPD));
        }
        ask(Action.NEXT, session, HTTPD);
    }

    @Test
    void userWhoBeginsTooManyLosesTheOldestAndNobodyElseDoes() {
        FullJid juliet = (FullJid) Jid.parse("juliet@capulet.example/balcony");
        String hers = session(ask(juliet, Action.EXECUTE, null, null));
        String oldest = begin();
        for (int i = 0; i < OpenDialogues.MAX_OF_USER; i++) {
            begin();
        }
        refused("session-expired", () -> ask(Action.NEXT, oldest, HTTPD));
        ask(juliet, Action.NEXT, hers, HTTPD);
        assertThat(open.size()).isEqualTo(OpenDialogues.MAX_OF_USER + 1);
    }

    @Test
    void nothingGrowsWithoutBound() {
        for (int i = 0; i < OpenDialogues.MAX + 10; i++) {
            ask((FullJid) Jid.parse("user" + i + "@capulet.example/x"), Action.EXECUTE, null, null);
        }
        assertThat(open.size()).isEqualTo(OpenDialogues.MAX);
    }
}
