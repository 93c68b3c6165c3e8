// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.audit;

import im.wardroom.store.StoreException;

/// The audit log cannot be written, so nothing is done that has to be in it.
public final class AuditUnavailable extends StoreException {

    private static final long serialVersionUID = 1L;

    public AuditUnavailable() {
        super("The audit log cannot be written, so nothing is done that has to be in it. Look at the server's disk and"
                + " log.");
    }
}
