// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.xmpp.address.BareJid;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store promises of documents.
public abstract class DocumentsContract extends StoreContract {

    protected DocumentsContract(Backend backend) {
        super(backend);
    }

    @BeforeEach
    void bothHaveAccounts() {
        create(ROMEO);
        create(JULIET);
    }

    @Test
    void documentIsFoundByOwnerNamespaceAndKey() {
        commit(new Change.PutDocument(ROMEO, "space", "key", bytes("value")));
        assertThat(store.documents().read(ROMEO, "space", "key")).contains(bytes("value"));
        assertThat(store.documents().read(ROMEO, "space", "other")).isEmpty();
        assertThat(store.documents().read(ROMEO, "other", "key")).isEmpty();
        assertThat(store.documents().read(JULIET, "space", "key")).isEmpty();
    }

    @Test
    void laterDocumentReplacesTheEarlier() {
        commit(new Change.PutDocument(ROMEO, "space", "key", bytes("one")));
        commit(new Change.PutDocument(ROMEO, "space", "key", new byte[0]));
        assertThat(store.documents().read(ROMEO, "space", "key")).contains(new byte[0]);
    }

    @Test
    void allOfOneNamespaceAreFound() {
        commit(
                new Change.PutDocument(ROMEO, "space", "a", bytes("1")),
                new Change.PutDocument(ROMEO, "space", "b", bytes("2")),
                new Change.PutDocument(ROMEO, "other", "c", bytes("3")));
        assertThat(store.documents().all(ROMEO, "space")).containsOnlyKeys("a", "b");
        assertThat(store.documents().all(ROMEO, "none")).isEmpty();
        assertThat(store.documents().all(BareJid.parse("nobody@example.org"), "space"))
                .isEmpty();
    }

    @Test
    void accountIsLoadedWithTheNamespacesAskedFor() {
        commit(
                new Change.PutDocument(ROMEO, "one", "a", bytes("1")),
                new Change.PutDocument(ROMEO, "two", "b", bytes("2")),
                new Change.PutDocument(ROMEO, "three", "c", bytes("3")));
        assertThat(state(ROMEO, "one", "two", "four").documents()).containsOnlyKeys("one", "two");
        assertThat(state(ROMEO, "one").documents().get("one")).containsOnlyKeys("a");
    }

    @Test
    void removingADocumentThatDoesNotExistIsNoError() {
        commit(new Change.PutDocument(ROMEO, "space", "key", bytes("value")));
        commit(new Change.RemoveDocument(ROMEO, "space", "key"), new Change.RemoveDocument(ROMEO, "space", "key"));
        assertThat(store.documents().read(ROMEO, "space", "key")).isEmpty();
    }
}
