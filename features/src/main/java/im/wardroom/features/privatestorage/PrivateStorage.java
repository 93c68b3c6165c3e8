// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.privatestorage;

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
import java.util.Map;

/// Private XML Storage (XEP-0049): what clients keep at the server for themselves.
public final class PrivateStorage implements Feature {

    private static final String NS = "jabber:iq:private";

    private final long maxBytes;

    /// @param maxBytes that one account may keep here
    public PrivateStorage(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(49, "1.2"));
    }

    @Override
    public void install(Hooks hooks) {
        hooks.account(NS, "query", this::handle).serverFeature(NS);
    }

    private void handle(AccountContext account, Element query) {
        if (!account.isOwner()) {
            throw new StanzaException(StanzaError.of(Condition.FORBIDDEN));
        }
        List<Element> wanted = query.elements().toList();
        if (wanted.size() != 1 || wanted.getFirst().namespace().equals(NS)) {
            throw new StanzaException(Condition.NOT_ACCEPTABLE, "Ask for one element with a namespace of its own.");
        }
        Element element = wanted.getFirst();
        String key = '{' + element.namespace() + '}' + element.name();
        if (account.request().type() == Iq.Type.GET) {
            account.read(NS, kept -> account.reply(Element.of(NS, "query").with(stored(kept, key, element))));
        } else {
            account.read(NS, kept -> keep(account, kept, key, element.toBytes("")));
        }
    }

    /// XEP-0049 §2.2: what was never stored is empty.
    private static Element stored(Map<String, byte[]> kept, String key, Element asked) {
        byte[] bytes = kept.get(key);
        return bytes == null ? Element.of(asked.namespace(), asked.name()) : Element.read(bytes, "");
    }

    private void keep(AccountContext account, Map<String, byte[]> kept, String key, byte[] value) {
        long others = kept.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(key))
                .mapToLong(entry -> entry.getKey().length() + entry.getValue().length)
                .sum();
        if (others + key.length() + value.length > maxBytes) {
            throw new StanzaException(
                    Condition.RESOURCE_CONSTRAINT, "The private storage is full (" + maxBytes + " bytes).");
        }
        account.put(NS, key, value);
        account.reply(null);
    }
}
