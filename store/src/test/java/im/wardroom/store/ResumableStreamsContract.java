// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.store.ResumableStreams.Progress;
import im.wardroom.xmpp.address.Resource;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store promises of the streams that can be resumed.
public abstract class ResumableStreamsContract extends StoreContract {

    private static final StreamKey KEY = new StreamKey("hash");

    protected ResumableStreamsContract(Backend backend) {
        super(backend);
    }

    @BeforeEach
    void bothHaveAccounts() {
        create(ROMEO);
        create(JULIET);
        commit(put("hash", "orchard", "first"));
    }

    private static Change put(String key, String resource, String state) {
        return new Change.PutStream(
                ROMEO, new ResumableStream(new StreamKey(key), new Resource(resource), NOON, 7, bytes(state)));
    }

    private Progress progress() {
        return store.streams().find(ROMEO, KEY).orElseThrow();
    }

    @Test
    void streamComesBackAsItWasKept() {
        reopen();
        ResumableStream stream = progress().stream();
        assertThat(stream.key()).isEqualTo(KEY);
        assertThat(stream.resource()).isEqualTo(new Resource("orchard"));
        assertThat(stream.started()).isEqualTo(NOON);
        assertThat(stream.since()).isEqualTo(7);
        assertThat(stream.state()).isEqualTo(bytes("first"));
    }

    @Test
    void streamOfAnotherAccountIsNotFound() {
        assertThat(store.streams().find(JULIET, KEY)).isEmpty();
    }

    @Test
    void stateIsReplaced() {
        commit(new Change.PutStreamState(KEY, bytes("second")));
        assertThat(progress().stream().state()).isEqualTo(bytes("second"));
    }

    @Test
    void handledNumbersAreASetUntilTheyAreConfirmed() {
        commit(new Change.Handled(KEY, 3), new Change.Handled(KEY, 1), new Change.Handled(KEY, 3));
        assertThat(progress().handled()).isZero();
        assertThat(progress().handledBeyond()).containsExactlyInAnyOrder(1L, 3L);
        commit(new Change.Confirm(KEY, 1, 0));
        assertThat(progress().handled()).isEqualTo(1);
        assertThat(progress().handledBeyond()).containsExactly(3L);
    }

    @Test
    void sentMessagesAreKnownUntilTheyAreAcknowledged() {
        commit(new Change.Sent(KEY, 2, 11), new Change.Sent(KEY, 5, 10), new Change.Sent(KEY, 6, 12));
        assertThat(progress().sent()).isEqualTo(Map.of(2L, 11L, 5L, 10L, 6L, 12L));
        commit(new Change.Confirm(KEY, 0, 5));
        assertThat(progress().acknowledged()).isEqualTo(5);
        assertThat(progress().sent()).isEqualTo(Map.of(6L, 12L));
    }

    @Test
    void notesOfAStreamThatIsGoneChangeNothing() {
        commit(new Change.Sent(KEY, 1, 1), new Change.Handled(KEY, 1), new Change.RemoveStream(KEY));
        commit(new Change.Sent(KEY, 2, 2), new Change.Handled(KEY, 2), new Change.Confirm(KEY, 1, 1));
        commit(new Change.PutStreamState(KEY, bytes("late")), new Change.RemoveStream(KEY));
        assertThat(store.streams().find(ROMEO, KEY)).isEmpty();
    }

    @Test
    void streamThatBeginsAnewForgetsItsNotes() {
        commit(new Change.Sent(KEY, 1, 1), new Change.Handled(KEY, 1), new Change.Confirm(KEY, 1, 0));
        commit(put("hash", "orchard", "again"));
        assertThat(progress().handled()).isZero();
        assertThat(progress().sent()).isEmpty();
        assertThat(progress().handledBeyond()).isEmpty();
    }

    @Test
    void streamsOfAnAccountAreListed() {
        commit(put("other", "garden", ""));
        assertThat(store.streams().of(ROMEO)).extracting(s -> s.key().value()).containsExactly("hash", "other");
        assertThat(store.streams().of(JULIET)).isEmpty();
    }

    @Test
    void newStreamOfAResourceReplacesTheOldOne() {
        commit(put("other", "orchard", ""));
        assertThat(store.streams().of(ROMEO)).extracting(s -> s.key().value()).containsExactly("other");
    }

    @Test
    void onlySoManyStreamsAreKept() {
        for (int i = 0; i < 100; i++) {
            commit(put("stream" + i, "resource" + i, ""));
        }
        assertThat(store.streams().of(ROMEO)).hasSize(64);
    }

    @Test
    void confirmationNeverGoesBack() {
        commit(new Change.Confirm(KEY, 5, 4), new Change.Confirm(KEY, 0, 0));
        assertThat(progress().handled()).isEqualTo(5);
        assertThat(progress().acknowledged()).isEqualTo(4);
    }

    @Test
    void eachNumberOfAConfirmationCountsForItself() {
        commit(new Change.Sent(KEY, 5, 10), new Change.Confirm(KEY, 5, 4));
        commit(new Change.Confirm(KEY, 6, 0));
        assertThat(progress().handled()).isEqualTo(6);
        assertThat(progress().acknowledged()).isEqualTo(4);
        assertThat(progress().sent()).isEqualTo(Map.of(5L, 10L));
        commit(new Change.Confirm(KEY, 0, 5));
        assertThat(progress().handled()).isEqualTo(6);
        assertThat(progress().acknowledged()).isEqualTo(5);
    }

    @Test
    void streamsGoWithTheirAccount() {
        commit(new Change.Sent(KEY, 1, 1), new Change.RemoveAccount(ROMEO));
        assertThat(store.streams().of(ROMEO)).isEmpty();
    }
}
