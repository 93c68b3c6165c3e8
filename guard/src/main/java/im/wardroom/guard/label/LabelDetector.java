// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.label;

import im.wardroom.guard.Act;
import im.wardroom.guard.Detector;
import im.wardroom.guard.Finding;
import im.wardroom.guard.Invitations;
import im.wardroom.guard.Mode;
import im.wardroom.guard.Origin;
import im.wardroom.guard.Reason;
import im.wardroom.guard.Verdict;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Lets nothing go to anybody who is not cleared for it, and nobody into a room who is not cleared for what is said
/// there. Labels stay on messages as they are. Thread-safe, without state.
public final class LabelDetector implements Detector {

    /// What a label says that nobody here knows.
    private static final class Unknown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unknown(String message) {
            super(message, null, false, false);
        }
    }

    private static final String ARCHIVE = "urn:xmpp:mam:2";

    /// Of messages with nothing but these, nobody learns anything.
    private static final Set<String> SAYS_NOTHING = Set.of(
            "http://jabber.org/protocol/chatstates",
            "urn:xmpp:receipts",
            "urn:xmpp:chat-markers:0",
            "urn:xmpp:hints",
            "urn:xmpp:sid:0",
            "urn:xmpp:carbons:2",
            "jabber:x:event");

    private final Supplier<LabelRules> rules;
    private final Set<Domain> rooms;

    /// @param rooms the domains of rooms
    public LabelDetector(Supplier<LabelRules> rules, Set<Domain> rooms) {
        this.rules = rules;
        this.rooms = Set.copyOf(rooms);
    }

    @Override
    public Mode mode() {
        return rules.get().mode();
    }

    @Override
    public Verdict look(Act act) {
        LabelRules current = rules.get();
        try {
            if (act.stanza().isError()) {
                return ifLabelled(act, current);
            }
            return switch (act.stanza()) {
                case Message message -> message(act, message, current);
                case Presence presence -> presence(act, presence, current);
                case Iq iq -> iq(act, iq, current);
            };
        } catch (Unknown e) {
            return refuse("The label of this message is not known here.", String.valueOf(e.getMessage()));
        }
    }

    /// What needs no label: requests, answers and errors. One that has a label is no way around the rules.
    private Verdict ifLabelled(Act act, LabelRules current) {
        List<Element> labels = labels(act.stanza().element());
        return labels.isEmpty() ? Verdict.PASS : written(act, labels, current);
    }

    private Verdict message(Act act, Message message, LabelRules current) {
        List<Element> labels = act.glance().isPlain() ? List.of() : labels(message.element());
        if (labels.isEmpty() && (saysNothing(message) || isSubjectOfRoom(message))) {
            return Verdict.PASS;
        }
        return written(act, labels, current);
    }

    private Verdict written(Act act, List<Element> labels, LabelRules current) {
        Sensitivity sensitivity = labels.isEmpty()
                ? current.ofUnlabelled().map(Label::sensitivity).orElse(Sensitivity.LOWEST)
                : labels.stream()
                        .map(label -> sensitivity(label, act.origin().kind(), current))
                        .reduce(Sensitivity.LOWEST, Sensitivity::with);
        if (act.origin().kind() == Origin.Kind.ACCOUNT
                && !current.clearance(act.sender()).dominates(sensitivity)) {
            return refuse("You may not use this label.", "above the sender's clearance");
        }
        boolean isForAll = Stream.concat(
                        Stream.of(audience(act, current)),
                        Invitations.in(act).stream().map(current::clearance))
                .allMatch(clearance -> clearance.dominates(sensitivity));
        return isForAll
                ? Verdict.PASS
                : refuse("What has this label may not be sent there.", "above the recipient's clearance");
    }

    /// Of what goes to nobody in particular, such as items that are published, everybody is the audience; what goes to
    /// the own account stays there.
    private static Sensitivity audience(Act act, LabelRules current) {
        BareJid recipient = act.recipient();
        if (recipient != null) {
            return current.clearance(recipient);
        }
        return act.stanza() instanceof Message ? current.clearance(act.sender()) : current.others();
    }

    /// XEP-0258 §5.3: presence has no label. Into a room goes who is cleared for it.
    private Verdict presence(Act act, Presence presence, LabelRules current) {
        if (presence.element().has(Label.NS, "securitylabel")) {
            return refuse("Presence has no label.", "a label in presence");
        }
        return presence.element().attribute("type") == null ? entry(act, current) : Verdict.PASS;
    }

    private Verdict entry(Act act, LabelRules current) {
        Jid to = act.stanza().to();
        if (to == null || !rooms.contains(to.domain()) || to.bare().local() == null) {
            return Verdict.PASS;
        }
        return current.clearance(act.sender()).dominates(current.clearance(to.bare()))
                ? Verdict.PASS
                : refuse("You may not go there.", "the room's clearance is above the sender's");
    }

    private Verdict iq(Act act, Iq iq, LabelRules current) {
        Element payload = iq.element().firstElement();
        if (payload != null && payload.namespace().equals(ARCHIVE)) {
            Verdict verdict = entry(act, current);
            if (!(verdict instanceof Verdict.Pass)) {
                return verdict;
            }
        }
        return ifLabelled(act, current);
    }

    /// At any depth: what is forwarded keeps its label.
    private static List<Element> labels(Element stanza) {
        List<Element> found = new ArrayList<>();
        stanza.elements().forEach(child -> collect(child, found));
        return found;
    }

    private static void collect(Element element, List<Element> found) {
        if (element.is(Label.NS, "securitylabel")) {
            found.add(element);
        } else {
            element.elements().forEach(child -> collect(child, found));
        }
    }

    /// XEP-0258 §5: an equivalent label counts where the label itself is of somebody else's policy, which it can only
    /// be of a message that comes from elsewhere.
    private static Sensitivity sensitivity(Element labelled, Origin.Kind origin, LabelRules current) {
        List<Element> all = labelled.elements(Label.NS, "label").toList();
        if (all.size() != 1) {
            throw new Unknown(all.size() + " labels");
        }
        Element content = all.getFirst().firstElement();
        if (content == null) {
            return current.ofUnlabelled().map(Label::sensitivity).orElse(Sensitivity.LOWEST);
        }
        Optional<Sensitivity> known = current.label(content).map(Label::sensitivity);
        List<Sensitivity> equivalents = labelled.elements(Label.NS, "equivalentlabel")
                .map(Element::firstElement)
                .filter(Objects::nonNull)
                .flatMap(element -> current.label(element).stream())
                .map(Label::sensitivity)
                .toList();
        if (known.isEmpty() && (origin == Origin.Kind.ACCOUNT || equivalents.isEmpty())) {
            throw new Unknown("a label that is not in the policy");
        }
        return equivalents.stream().reduce(known.orElse(Sensitivity.LOWEST), Sensitivity::with);
    }

    private static boolean saysNothing(Message message) {
        return message.element()
                .elements()
                .allMatch(child -> SAYS_NOTHING.contains(child.namespace()) || child.is(Namespaces.CLIENT, "thread"));
    }

    /// XEP-0258 §5.2.6: the subject of a room is not checked.
    private static boolean isSubjectOfRoom(Message message) {
        return message.type() == Message.Type.GROUPCHAT
                && message.element().has(Namespaces.CLIENT, "subject")
                && !message.hasBody();
    }

    private static Verdict refuse(String text, String seen) {
        return new Verdict.Refuse(Finding.of(Reason.LABEL, text).with("why", seen));
    }
}
