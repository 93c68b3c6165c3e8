// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.vcard;

import im.wardroom.server.extension.AccountContext;
import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.Specification;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.List;

/// vcard-temp (XEP-0054): what an account shows of its owner.
public final class VCard implements Feature {

    private static final String NS = "vcard-temp";
    private static final String KEY = "vCard";

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(54, "1.3.0"));
    }

    @Override
    public void install(Hooks hooks) {
        hooks.account(NS, "vCard", VCard::handle).serverFeature(NS).accountFeature(NS);
    }

    private static void handle(AccountContext account, Element vcard) {
        if (account.request().type() == Iq.Type.GET) {
            get(account);
        } else if (account.isOwner()) {
            account.put(NS, KEY, vcard.toBytes(""));
            account.reply(null);
        } else {
            throw new StanzaException(StanzaError.of(Condition.FORBIDDEN));
        }
    }

    /// XEP-0054 §3.1: the owner without one is told so; anybody else gets the answer of an account that does not
    /// exist.
    private static void get(AccountContext account) {
        account.read(NS, kept -> {
            byte[] stored = kept.get(KEY);
            if (stored != null) {
                account.reply(Element.read(stored, ""));
            } else {
                account.fail(
                        StanzaError.of(account.isOwner() ? Condition.ITEM_NOT_FOUND : Condition.SERVICE_UNAVAILABLE));
            }
        });
    }
}
