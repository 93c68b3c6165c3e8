// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.impostor;

import im.wardroom.guard.Act;
import im.wardroom.guard.Detector;
import im.wardroom.guard.Finding;
import im.wardroom.guard.Mode;
import im.wardroom.guard.Origin;
import im.wardroom.guard.Reason;
import im.wardroom.guard.Verdict;
import im.wardroom.guard.flood.Acquaintance;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Localpart;
import im.wardroom.xmpp.stanza.Message;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Stops names that look like those of officers, of protected functions or of other accounts, and warns of links from
/// strangers who look like somebody whom the recipient knows. Thread-safe.
public final class ImpostorDetector implements Detector {

    private static final String WARNING =
            "[Warning of the server: you have had no contact with this sender, whose name looks like that of somebody"
                    + " else. Do not open what follows unless you have asked that person.]";

    /// What it works with.
    ///
    /// @param names of all accounts
    /// @param officers whose names are protected, and who may use the protected ones
    /// @param contacts the roster of an account, in memory; nothing while it is not known
    public record Parts(
            Supplier<ImpostorRules> rules,
            Supplier<Names> names,
            Supplier<Set<BareJid>> officers,
            Acquaintance acquaintance,
            Function<BareJid, Optional<Collection<BareJid>>> contacts,
            Predicate<BareJid> isAccount) {}

    private final Parts parts;

    public ImpostorDetector(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Mode mode() {
        return parts.rules().get().mode();
    }

    @Override
    public boolean seesEveryWord() {
        return false;
    }

    @Override
    public Verdict look(Act act) {
        // Words without a link claim no name and are no bait.
        if (act.stanza() instanceof Message && act.glance().isHarmless()
                || act.origin().kind() == Origin.Kind.COMPONENT
                || isFree(act.sender())) {
            return Verdict.PASS;
        }
        for (String name : Claims.of(act)) {
            String imitated = imitation(name, act.sender());
            if (imitated != null) {
                return new Verdict.Refuse(
                        Finding.of(Reason.LOOK_ALIKE, "The name looks like somebody else's. Choose another one.")
                                .with("name", name)
                                .with("like", imitated));
            }
        }
        return act.stanza() instanceof Message message ? warned(act, message) : Verdict.PASS;
    }

    private boolean isFree(BareJid sender) {
        return parts.rules().get().exempt().contains(sender)
                || parts.officers().get().contains(sender);
    }

    /// Whose name it looks like, if that is not the owner's.
    private @Nullable String imitation(String name, BareJid owner) {
        String look = Likeness.skeleton(name);
        Localpart local = owner.local();
        if (look.isEmpty() || local != null && look.equals(Likeness.skeleton(local.value()))) {
            return null;
        }
        String office = office(look);
        return office != null
                ? office
                : parts.names()
                        .get()
                        .imitated(name, owner)
                        .map(BareJid::toString)
                        .orElse(null);
    }

    /// A protected name, or an officer's; numbers after it make it no other.
    private @Nullable String office(String look) {
        String plain = look.replaceAll("[0-9]+$", "");
        for (String name : parts.rules().get().protectedNames()) {
            String protectedLook = Likeness.skeleton(name);
            if (protectedLook.equals(look) || protectedLook.equals(plain)) {
                return name;
            }
        }
        for (BareJid officer : parts.officers().get()) {
            Localpart local = officer.local();
            if (local != null && Likeness.skeleton(local.value()).equals(look)) {
                return officer.toString();
            }
        }
        return null;
    }

    /// Why an account may not have this name; empty if it may. For whoever makes accounts for strangers.
    public Optional<String> objection(BareJid wanted) {
        Localpart local = wanted.local();
        if (mode() != Mode.ENFORCE || local == null) {
            return Optional.empty();
        }
        boolean taken = office(Likeness.skeleton(local.value())) != null
                || parts.names().get().like(local.value()).stream().anyMatch(other -> !other.equals(wanted));
        return taken ? Optional.of("The name looks like another one that is in use.") : Optional.empty();
    }

    private Verdict warned(Act act, Message message) {
        BareJid recipient = act.recipient();
        Localpart local = act.sender().local();
        if (!parts.rules().get().warn()
                || recipient == null
                || local == null
                || message.type() == Message.Type.GROUPCHAT
                || message.type() == Message.Type.ERROR
                || !parts.isAccount().test(recipient)
                || !Baits.isOne(message)
                || parts.acquaintance().knows(recipient, act.sender()) == Acquaintance.Answer.YES) {
            return Verdict.PASS;
        }
        return known(recipient, act.sender(), local)
                .<Verdict>map(like -> new Verdict.Annotate(
                        Baits.warned(message, WARNING),
                        Finding.of(Reason.LOOK_ALIKE, "The message has a warning: its sender looks like somebody else.")
                                .with("like", like)))
                .orElse(Verdict.PASS);
    }

    /// Whom the recipient may take the sender for: a contact, or anybody of the house while the contacts are not known.
    private Optional<BareJid> known(BareJid recipient, BareJid sender, Localpart local) {
        Optional<Collection<BareJid>> contacts = parts.contacts().apply(recipient);
        if (contacts.isEmpty()) {
            List<BareJid> alike = parts.names().get().like(local.value());
            return alike.stream().filter(other -> !other.equals(sender)).findFirst();
        }
        String look = Likeness.skeleton(local.value());
        return contacts.get().stream()
                .filter(contact -> !contact.equals(sender) && look.equals(look(contact)))
                .findFirst();
    }

    private static String look(BareJid account) {
        Localpart local = account.local();
        return local == null ? "" : Likeness.skeleton(local.value());
    }
}
