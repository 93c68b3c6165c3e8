// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.store.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ReceiptTest {

    private static final Change CHANGE = new Change.RemoveInvitation("x");

    private final List<List<Change>> committed = new ArrayList<>();
    private final CompletableFuture<Void> disk = new CompletableFuture<>();
    private final List<String> told = new ArrayList<>();
    private final Receipt receipt = new Receipt(
            new Receipt.Sequence(),
            changes -> {
                committed.add(changes);
                return disk;
            },
            () -> told.add("fulfilled"),
            e -> told.add("failed"));

    @Test
    void fulfilledWhenTheLastPartIsDone() {
        receipt.retain();
        receipt.release();
        assertThat(told).isEmpty();
        receipt.release();
        assertThat(told).containsExactly("fulfilled");
        assertThat(committed).isEmpty();
    }

    /// Whoever carries a change holds a part until it is kept: it must not wait for itself.
    @Test
    void whatNobodyTookAlongIsKeptWhenOnlyItsCarrierIsLeft() {
        receipt.retain();
        CompletableFuture<Void> kept = receipt.carry(List.of(CHANGE));
        receipt.release();
        assertThat(committed).containsExactly(List.of(CHANGE));
        assertThat(kept).isNotDone();
        disk.complete(null);
        assertThat(kept).isCompleted();
        assertThat(told).isEmpty();
        receipt.release();
        assertThat(told).containsExactly("fulfilled");
    }

    @Test
    void whatSomebodyTookAlongIsNotKeptTwice() {
        receipt.retain();
        CompletableFuture<Void> kept = receipt.carry(List.of(CHANGE));
        Receipt.Luggage luggage = receipt.take(true);
        assertThat(luggage.changes()).containsExactly(CHANGE);
        receipt.release();
        luggage.outcome().complete(null);
        assertThat(kept).isCompleted();
        receipt.release();
        assertThat(committed).isEmpty();
        assertThat(told).containsExactly("fulfilled");
    }

    @Test
    void whatCannotBeKeptFailsForCarrierAndSender() {
        receipt.retain();
        CompletableFuture<Void> kept = receipt.carry(List.of(CHANGE));
        receipt.release();
        disk.completeExceptionally(new IllegalStateException("full"));
        assertThat(kept).isCompletedExceptionally();
        assertThat(told).containsExactly("failed");
    }
}
