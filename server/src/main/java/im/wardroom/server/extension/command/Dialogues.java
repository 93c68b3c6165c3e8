// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.extension.command;

import im.wardroom.server.audit.AuditTrail;
import im.wardroom.server.extension.command.CommandRequest.Action;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.form.SubmittedForm;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Carries commands out, step by step, and remembers how far each is (XEP-0050 §3.3). Who may carry out which is not
/// asked here. Thread-safe.
public final class Dialogues {

    private static final SubmittedForm NOTHING = new SubmittedForm("", Map.of());

    private final OpenDialogues open;
    private final AuditTrail trail;

    /// @param trail where it is written down what is done
    public Dialogues(OpenDialogues open, AuditTrail trail) {
        this.open = open;
        this.trail = trail;
    }

    /// Takes the step that is asked for. May block.
    ///
    /// @param at the address of the command
    /// @return the `command` element that answers the request
    public Element answer(AdHocCommand command, FullJid asker, BareJid at, CommandRequest request) {
        String session = request.session();
        if (session == null) {
            return begin(command, asker, at, request);
        }
        Dialogue dialogue = open.take(session, new Party(asker, at, command.node()));
        try {
            return resume(dialogue, session, request);
        } catch (RuntimeException e) {
            open.put(session, dialogue);
            throw e;
        }
    }

    private Element begin(AdHocCommand command, FullJid asker, BareJid at, CommandRequest request) {
        if (request.action() != Action.EXECUTE) {
            throw CommandError.BAD_ACTION.because("There is nothing to " + request.words() + " yet.");
        }
        Progress progress = command.first().take(new Call(asker, at, NOTHING, trail));
        Party party = new Party(asker, at, command.node());
        return told(party, null, open.name(party), progress);
    }

    private Element resume(Dialogue dialogue, String session, CommandRequest request) {
        Party party = dialogue.party();
        return switch (request.action()) {
            case CANCEL -> party.reply(session).canceled();
            case PREV -> {
                Dialogue earlier = dialogue.earlier();
                if (earlier == null) {
                    throw CommandError.BAD_ACTION.because("This is the first form.");
                }
                yield asking(earlier, session);
            }
            case NEXT, COMPLETE, EXECUTE -> {
                boolean last = dialogue.ask().last();
                if (request.action() == (last ? Action.NEXT : Action.COMPLETE)) {
                    throw CommandError.BAD_ACTION.because(
                            last ? "This is the last form." : "There is another form to fill in.");
                }
                yield told(party, dialogue, session, step(dialogue, request));
            }
        };
    }

    private Progress step(Dialogue dialogue, CommandRequest request) {
        SubmittedForm form = request.form();
        if (form == null) {
            throw CommandError.BAD_PAYLOAD.because("Fill in the form.");
        }
        Party party = dialogue.party();
        try {
            return dialogue.ask().then().take(new Call(party.asker(), party.at(), form, trail));
        } catch (StanzaException e) {
            boolean form400 =
                    e.error().condition() == Condition.BAD_REQUEST && e.error().application() == null;
            throw form400 ? CommandError.BAD_PAYLOAD.because(e.error().text()) : e;
        }
    }

    private Element told(Party party, @Nullable Dialogue before, String session, Progress progress) {
        return switch (progress) {
            case Progress.Ask ask -> asking(new Dialogue(party, ask, before), session);
            case Progress.Done(var notes, var payload) -> party.reply(session).completed(notes, payload);
        };
    }

    private Element asking(Dialogue dialogue, String session) {
        open.put(session, dialogue);
        Progress.Ask ask = dialogue.ask();
        return dialogue.party().reply(session).asking(ask.form(), ask.last(), dialogue.earlier() == null);
    }

    /// Between whom a dialogue is: nobody else can go on with it.
    ///
    /// @param node of the command
    record Party(FullJid asker, BareJid at, String node) {

        CommandReply reply(String session) {
            return new CommandReply(node, session);
        }
    }

    /// How far a command is: it waits for a form.
    ///
    /// @param earlier the dialogue as it was one form before, or null
    record Dialogue(Party party, Progress.Ask ask, @Nullable Dialogue earlier) {}
}
