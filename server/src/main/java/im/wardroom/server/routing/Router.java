// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.routing;

import im.wardroom.server.account.Command;
import im.wardroom.server.account.SessionId;
import im.wardroom.server.component.Components;
import im.wardroom.server.delivery.EntityHost;
import im.wardroom.server.delivery.Receipt;
import im.wardroom.server.extension.Extensions;
import im.wardroom.server.extension.RequestFailure;
import im.wardroom.server.stream.Journey;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// Where a stanza goes: its sender's account first, then the account, service or domain that it is addressed to.
/// Thread-safe.
public final class Router {

    private final Set<Domain> domains;
    private final EntityHost accounts;
    private final Extensions extensions;
    private final Components components;
    private final Inquiries inquiries = new Inquiries();

    /// Without components.
    public Router(Set<Domain> domains, EntityHost accounts, Extensions extensions) {
        this(domains, accounts, extensions, new Components(Map.of()));
    }

    public Router(Set<Domain> domains, EntityHost accounts, Extensions extensions, Components components) {
        this.domains = Set.copyOf(domains);
        this.accounts = accounts;
        this.extensions = extensions;
        this.components = components;
    }

    /// A stanza that a signed-in device sent. Its `from` is stamped.
    public void send(SessionId session, Stanza stanza, Receipt receipt) {
        accounts.tell(Objects.requireNonNull(stanza.from()).bare(), new Command.Depart(session, stanza), receipt);
    }

    /// A stanza for whoever its `to` names. Consumes one part of the receipt.
    public void deliver(Stanza stanza, Receipt receipt) {
        Jid to = Objects.requireNonNull(stanza.to(), "a stanza without an address was routed");
        Journey.passed("routing", to);
        if (accounts.serves(to.domain())) {
            accounts.tell(to.bare(), new Command.Arrive(stanza, receipt.isPromised()), receipt);
        } else if (components.has(to.domain())) {
            pass(stanza, to.domain(), receipt);
        } else if (!domains.contains(to.domain())) {
            refuse(stanza, StanzaError.of(Condition.REMOTE_SERVER_NOT_FOUND), receipt);
        } else if (to.local() != null) {
            accounts.tell(to.bare(), new Command.Arrive(stanza, receipt.isPromised()), receipt);
        } else if (to instanceof BareJid && stanza instanceof Iq iq && iq.isRequest()) {
            serve(iq, receipt);
        } else if (to instanceof BareJid && stanza instanceof Iq answer) {
            inquiries.answered(answer);
            receipt.release();
        } else if (stanza instanceof Iq || stanza instanceof Message) {
            refuse(stanza, StanzaError.of(Condition.SERVICE_UNAVAILABLE), receipt);
        } else {
            receipt.release();
        }
    }

    /// Asks somebody in the server's name. Completes with the answer, which may be an error; fails if there is none for
    /// long, or if too many are awaited.
    public CompletableFuture<Iq> ask(Domain from, Jid to, Element payload) {
        return inquiries
                .begin(to)
                .map(inquiry -> {
                    deliver(Iq.set(inquiry.id(), BareJid.of(from), to, payload), Receipt.NONE);
                    return inquiry.answer();
                })
                .orElseGet(() -> CompletableFuture.failedFuture(
                        new StanzaException(StanzaError.of(Condition.RESOURCE_CONSTRAINT))));
    }

    /// Presence for a component that is not here tells nobody anything: it asks when it comes back.
    private void pass(Stanza stanza, Domain component, Receipt receipt) {
        if (components.deliver(component, stanza, receipt)) {
            return;
        }
        if (stanza instanceof Presence) {
            receipt.release();
        } else {
            refuse(stanza, Components.AWAY, receipt);
        }
    }

    /// A request to the server itself.
    private void serve(Iq iq, Receipt receipt) {
        try {
            var payload = iq.payload();
            var handler = extensions.server(payload);
            if (handler == null) {
                throw new StanzaException(StanzaError.of(Condition.SERVICE_UNAVAILABLE));
            }
            handler.handle(iq, payload).whenComplete((result, error) -> {
                if (error == null) {
                    deliver(iq.result(result), receipt);
                } else {
                    refuse(iq, RequestFailure.errorOf(error), receipt);
                }
            });
        } catch (StanzaException e) {
            refuse(iq, e.error(), receipt);
        }
    }

    private boolean isHere(Domain domain) {
        return domains.contains(domain) || accounts.serves(domain) || components.has(domain);
    }

    /// Answers a stanza with an error, where one is allowed. Consumes one part of the receipt.
    public void refuse(Stanza stanza, StanzaError error, Receipt receipt) {
        Stanza reply = stanza.errorReply(error);
        if (reply == null
                || reply.to() == null
                || !isHere(Objects.requireNonNull(reply.to()).domain())) {
            receipt.release();
        } else {
            deliver(reply, receipt);
        }
    }
}
