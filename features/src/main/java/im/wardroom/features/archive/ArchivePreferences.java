// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.archive;

import im.wardroom.server.extension.AccountContext;
import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.Specification;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Archive preferences (XEP-0441): decides what is archived, as the owner wishes and the server allows.
public final class ArchivePreferences implements Feature {

    private static final String NS = MessageArchive.NS;

    private final ArchiveSettings settings;

    public ArchivePreferences(ArchiveSettings settings) {
        this.settings = settings;
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(441, "0.2.0"));
    }

    @Override
    public void install(Hooks hooks) {
        hooks.account(NS, "prefs", this::handle).archive(NS, this::archives);
    }

    private boolean archives(Map<String, byte[]> documents, Message message, Jid peer, boolean contact) {
        return Preferences.archives(chosen(documents), settings.standard(), peer, contact);
    }

    /// What the owner chose, as far as it counts.
    private Map<String, byte[]> chosen(Map<String, byte[]> documents) {
        return settings.ownersChoose() ? documents : Map.of();
    }

    private void handle(AccountContext account, Element prefs) {
        Access.check(account);
        if (account.request().type() == Iq.Type.SET) {
            if (!settings.ownersChoose()) {
                throw new StanzaException(
                        Condition.NOT_ALLOWED, "The administrator decides for everybody what is archived.");
            }
            keep(account, Preferences.of(prefs).toDocuments());
        }
        account.reply(Preferences.read(chosen(account.loaded(NS)), settings.standard())
                .toElement());
    }

    private static void keep(AccountContext account, Map<String, byte[]> wanted) {
        List.copyOf(account.loaded(NS).keySet()).stream()
                .filter(key -> !wanted.containsKey(key))
                .forEach(key -> account.remove(NS, key));
        wanted.forEach((key, value) -> {
            if (!Arrays.equals(value, account.loaded(NS).get(key))) {
                account.put(NS, key, value);
            }
        });
    }
}
