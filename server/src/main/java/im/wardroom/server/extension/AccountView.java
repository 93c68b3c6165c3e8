// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.extension;

import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.stanza.Stanza;
import im.wardroom.xmpp.xml.Element;
import java.util.Map;
import java.util.function.Consumer;

/// What a feature sees of an account, whatever it was called for. It is valid during that call, and during the
/// continuation of a read.
public interface AccountView extends NodesView {

    Iterable<? extends AccountContext.DeviceView> devices();

    /// Documents of a namespace that the feature asked to have loaded ([Hooks#loads]).
    Map<String, byte[]> loaded(String namespace);

    /// Keeps a document; later effects wait until it is on disk. Those who follow the namespace are told.
    void put(String namespace, String key, byte[] value);

    /// As above, for one who follows the namespace: nobody is told.
    void mirror(String namespace, String key, byte[] value);

    void remove(String namespace, String key);

    /// Reads the documents of a namespace.
    default void read(String namespace, Consumer<Map<String, byte[]>> continuation) {
        BareJid owner = owner();
        read(ports -> ports.documents().all(owner, namespace), continuation);
    }

    /// Sends a request's copy, a notice or the like to another address.
    void route(Stanza stanza);

    /// Asks a device of the owner something; the continuation gets its answer's payload inside of the account, later,
    /// or never. False if too many questions to it are open.
    boolean ask(AccountContext.DeviceView device, Element payload, Consumer<Element> continuation);

    /// What features put into presence has changed: those who see the owner get it anew.
    void renewPresence();
}
