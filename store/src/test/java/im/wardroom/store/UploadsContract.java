// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.store.Upload.Purpose;
import im.wardroom.xmpp.address.BareJid;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store promises of uploads.
public abstract class UploadsContract extends StoreContract {

    private static final byte[] HASH = {1, 2, 3};

    protected UploadsContract(Backend backend) {
        super(backend);
    }

    @BeforeEach
    void createAccounts() {
        create(JULIET);
        create(ROMEO);
    }

    private static Upload upload(String id, BareJid owner, Purpose purpose, Instant at, @Nullable Instant expires) {
        return new Upload(id, owner, "très cool.jpg", "image/jpeg", 100, purpose, at, expires, null);
    }

    private static Upload upload(String id) {
        return upload(id, JULIET, Purpose.MESSAGE, NOON, null);
    }

    private static Change put(Upload upload) {
        return new Change.PutUpload(upload, 1_000, 5);
    }

    private List<String> outlived(Instant now, Instant slots, @Nullable Instant messages) {
        return store.uploads().outlived(now, slots, messages, 10).stream()
                .map(Upload::id)
                .toList();
    }

    @Test
    void uploadComesBackWhole() {
        Upload upload = upload("a", JULIET, Purpose.EPHEMERAL, NOON, NOON.plusSeconds(60));
        commit(put(upload));

        assertThat(store.uploads().find("a")).contains(upload);
        assertThat(store.uploads().find("b")).isEmpty();
    }

    @Test
    void uploadIsCompletedOnce() {
        commit(put(upload("a")), new Change.CompleteUpload("a", HASH));

        assertThat(store.uploads().find("a").orElseThrow().sha256()).isEqualTo(HASH);
        assertRefused(StoreException.Missing.class, new Change.CompleteUpload("a", HASH));
        assertRefused(StoreException.Missing.class, new Change.CompleteUpload("b", HASH));
    }

    @Test
    void idIsGivenOnce() {
        commit(put(upload("a")));

        assertRefused(StoreException.Conflict.class, put(upload("a", ROMEO, Purpose.MESSAGE, NOON, null)));
    }

    @Test
    void uploadNeedsAnAccount() {
        assertRefused(
                StoreException.Missing.class,
                put(upload("a", BareJid.parse("nobody@example.org"), Purpose.MESSAGE, NOON, null)));
    }

    @Test
    void accountKeepsSoManyBytesAndNoMore() {
        commit(put(upload("a")), new Change.PutUpload(upload("b"), 200, 5));

        assertThat(store.uploads().usage(JULIET)).isEqualTo(new Uploads.Usage(200, 2));
        assertThat(store.uploads().usage(ROMEO)).isEqualTo(new Uploads.Usage(0, 0));
        assertRefused(StoreException.Full.class, new Change.PutUpload(upload("c"), 299, 5));
        commit(new Change.PutUpload(upload("c", ROMEO, Purpose.MESSAGE, NOON, null), 100, 5));
    }

    @Test
    void accountKeepsSoManyFilesAndNoMore() {
        commit(put(upload("a")), put(upload("b")));

        assertRefused(StoreException.Full.class, new Change.PutUpload(upload("c"), 1_000, 2));
        commit(new Change.RemoveUpload("a"), new Change.PutUpload(upload("c"), 1_000, 2));
    }

    @Test
    void newestUploadsOfAnAccountAreListedFirst() {
        Upload old = upload("a", JULIET, Purpose.MESSAGE, NOON, null);
        Upload recent = upload("b", JULIET, Purpose.MESSAGE, NOON.plusSeconds(1), null);
        commit(put(old), put(recent), put(upload("c", ROMEO, Purpose.MESSAGE, NOON, null)));

        assertThat(store.uploads().of(JULIET, 10)).containsExactly(recent, old);
        assertThat(store.uploads().of(JULIET, 1)).containsExactly(recent);
    }

    @Test
    void slotThatNobodyUsedIsOutlived() {
        commit(put(upload("a")), put(upload("b")), new Change.CompleteUpload("b", HASH));

        assertThat(outlived(NOON, NOON, null)).isEmpty();
        assertThat(outlived(NOON, NOON.plusMillis(1), null)).containsExactly("a");
    }

    @Test
    void fileOfAMessageIsOutlivedWhenItIsOld() {
        commit(put(upload("a")), new Change.CompleteUpload("a", HASH));
        commit(put(upload("p", JULIET, Purpose.PROFILE, NOON, null)), new Change.CompleteUpload("p", HASH));

        assertThat(outlived(NOON, NOON, NOON)).isEmpty();
        assertThat(outlived(NOON, NOON, NOON.plusMillis(1))).containsExactly("a");
    }

    @Test
    void fileIsOutlivedWhenItsOwnerSaysSo() {
        commit(
                put(upload("a", JULIET, Purpose.EPHEMERAL, NOON, NOON.plusSeconds(60))),
                new Change.CompleteUpload("a", HASH));

        assertThat(outlived(NOON.plusSeconds(59), NOON, NOON)).isEmpty();
        assertThat(outlived(NOON.plusSeconds(60), NOON, NOON)).containsExactly("a");
    }

    @Test
    void filesOfARemovedAccountAreOutlived() {
        commit(put(upload("a")), new Change.CompleteUpload("a", HASH));
        commit(new Change.RemoveAccount(JULIET));

        assertThat(outlived(NOON, NOON, null)).containsExactly("a");
        assertThat(store.uploads().find("a").orElseThrow().owner()).isNull();
    }

    @Test
    void slotOfAnAccountThatIsHeldIsOutlived() {
        commit(put(upload("a")), new Change.SetHold(JULIET, true));

        assertThat(outlived(NOON, NOON.plusMillis(1), null)).containsExactly("a");
    }

    @Test
    void noFileOfAnAccountThatIsHeldIsOutlived() {
        commit(put(upload("a")), new Change.CompleteUpload("a", HASH), new Change.SetHold(JULIET, true));

        assertThat(outlived(NOON, NOON, NOON.plusSeconds(1))).isEmpty();
        commit(new Change.SetHold(JULIET, false));
        assertThat(outlived(NOON, NOON, NOON.plusSeconds(1))).containsExactly("a");
    }
}
