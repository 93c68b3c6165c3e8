// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.commands;

import im.wardroom.server.audit.AuditTrail;
import im.wardroom.server.extension.Extensions;
import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.Specification;
import im.wardroom.server.extension.command.AdHocCommand;
import im.wardroom.server.extension.command.CommandRequest;
import im.wardroom.server.extension.command.Dialogues;
import im.wardroom.server.extension.command.OpenDialogues;
import im.wardroom.store.Accounts;
import im.wardroom.store.Role;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.form.SubmittedForm;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Ad-Hoc Commands (XEP-0050) of the server: finds the command that is meant and sees to it that who asks may have it
/// done. What a command does is its feature's affair ([Hooks#command]).
public final class Commands implements Feature {

    private static final String NS = AdHocCommand.NS;
    private static final String INFO = "http://jabber.org/protocol/disco#info";
    private static final String ITEMS = "http://jabber.org/protocol/disco#items";

    private final Accounts accounts;
    private final Set<Domain> domains;
    private final Dialogues dialogues;
    private final Executor blocking;
    private Map<String, AdHocCommand> commands = Map.of();

    /// @param domains of accounts; what is kept of one that was given to a component is nobody's right any more
    /// @param trail where it is written down what is done
    /// @param blocking runs what may block
    public Commands(
            Accounts accounts,
            Collection<Domain> domains,
            AuditTrail trail,
            Clock clock,
            SecureRandom random,
            Executor blocking) {
        this.accounts = accounts;
        this.domains = Set.copyOf(domains);
        this.dialogues = new Dialogues(new OpenDialogues(clock, random), trail);
        this.blocking = blocking;
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(50, "1.3.0"), Specification.xep(4, "2.13.2"));
    }

    @Override
    public void install(Hooks hooks) {
        hooks.server(NS, "command", this::execute)
                .serverNodes(new Nodes())
                .serverFeature(NS, SubmittedForm.NS)
                .assembled(this::collect);
    }

    private void collect(Extensions extensions) {
        commands = extensions.commands();
    }

    private CompletableFuture<@Nullable Element> execute(Iq request, Element payload) {
        CommandRequest asked = CommandRequest.of(request);
        if (!(request.from() instanceof FullJid asker)) {
            throw new StanzaException(Condition.FORBIDDEN, "Only a device can do this.");
        }
        AdHocCommand command = commands.get(asked.node());
        if (command == null) {
            throw new StanzaException(Condition.ITEM_NOT_FOUND, "There is no such command.");
        }
        BareJid at = Objects.requireNonNull(request.to()).bare();
        return inBackground(() -> {
            admit(command, asker.bare());
            return dialogues.answer(command, asker, at, asked);
        });
    }

    private <T extends @Nullable Object> CompletableFuture<T> inBackground(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, blocking);
    }

    private void admit(AdHocCommand command, BareJid user) {
        if (!isFor(command, account(user))) {
            throw new StanzaException(Condition.FORBIDDEN, "You may not do this.");
        }
    }

    private Optional<Accounts.Summary> account(BareJid user) {
        return domains.contains(user.domain()) ? accounts.find(user) : Optional.empty();
    }

    /// The account is looked at for every step: one may lose a role in between.
    private static boolean isFor(AdHocCommand command, Optional<Accounts.Summary> account) {
        return account.filter(Accounts.Summary::enabled)
                .filter(found -> switch (command.audience()) {
                    case EVERYBODY -> found.role() != Role.SERVICE;
                    case ADMINISTRATORS -> found.role() == Role.ADMINISTRATOR;
                })
                .isPresent();
    }

    /// The list of commands and the commands themselves in discovery (XEP-0050 §2.2).
    private final class Nodes implements Hooks.ServerNodes {

        @Override
        public @Nullable CompletableFuture<Element> info(Iq request, String node) {
            if (node.equals(NS)) {
                return CompletableFuture.completedFuture(described("command-list", "Commands", NS));
            }
            AdHocCommand command = commands.get(node);
            return command == null
                    ? null
                    : inBackground(() -> {
                        admit(command, user(request));
                        return described("command-node", command.name(), NS, SubmittedForm.NS);
                    });
        }

        @Override
        public @Nullable CompletableFuture<List<Element>> items(Iq request, String node) {
            if (node.equals(NS)) {
                return inBackground(() -> list(user(request), String.valueOf(request.to())));
            }
            AdHocCommand command = commands.get(node);
            return command == null
                    ? null
                    : inBackground(() -> {
                        admit(command, user(request));
                        return List.of();
                    });
        }
    }

    private static BareJid user(Iq request) {
        return Objects.requireNonNull(request.from()).bare();
    }

    private static Element described(String type, String name, String... features) {
        Element identity = Element.of(INFO, "identity")
                .with("category", "automation")
                .with("type", type)
                .with("name", name);
        return Element.of(INFO, "query")
                .with(identity)
                .withAll(List.of(features).stream()
                        .map(feature -> Element.of(INFO, "feature").with("var", feature))
                        .toList());
    }

    /// Those that the user may have done.
    private List<Element> list(BareJid user, String server) {
        Optional<Accounts.Summary> account = account(user);
        return commands.values().stream()
                .filter(command -> isFor(command, account))
                .map(command -> Element.of(ITEMS, "item")
                        .with("jid", server)
                        .with("node", command.node())
                        .with("name", command.name()))
                .toList();
    }
}
