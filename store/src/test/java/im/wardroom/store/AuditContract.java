// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.store.Audit.Head;
import im.wardroom.store.Audit.Line;
import org.junit.jupiter.api.Test;

/// What every store promises of the audit log.
public abstract class AuditContract extends StoreContract {

    protected AuditContract(Backend backend) {
        super(backend);
    }

    private static Change append(long seq) {
        return new Change.AppendAudit(new Line(seq, "récord " + seq));
    }

    private static Change head(long hour, long size) {
        return new Change.PutAuditHead(new Head(hour, size, "head " + size));
    }

    @Test
    void recordsComeBackInOrderAndAfterARestart() {
        assertThat(store.audit().last()).isEmpty();
        commit(append(1), append(2));
        commit(append(3));
        reopen();

        assertThat(store.audit().read(2, 10)).containsExactly(new Line(2, "récord 2"), new Line(3, "récord 3"));
        assertThat(store.audit().read(1, 1)).containsExactly(new Line(1, "récord 1"));
        assertThat(store.audit().last()).contains(new Line(3, "récord 3"));
    }

    @Test
    void recordOfATakenNumberIsRefusedWithAllThatCameWithIt() {
        commit(append(1));

        assertRefused(StoreException.Conflict.class, append(2), new Change.AppendAudit(new Line(1, "another")));

        assertThat(store.audit().read(1, 10)).containsExactly(new Line(1, "récord 1"));
    }

    @Test
    void ofEachHourTheLastHeadStays() {
        commit(head(10, 1), head(10, 2), head(11, 3));

        assertThat(store.audit().heads(0, 10)).containsExactly(new Head(10, 2, "head 2"), new Head(11, 3, "head 3"));
        assertThat(store.audit().heads(11, 10)).containsExactly(new Head(11, 3, "head 3"));
        assertThat(store.audit().lastHead()).contains(new Head(11, 3, "head 3"));
    }
}
