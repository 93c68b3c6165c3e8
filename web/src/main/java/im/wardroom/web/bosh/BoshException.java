// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.bosh;

/// A request that ends its session, if it has one.
final class BoshException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Condition condition;

    BoshException(Condition condition, String reason) {
        super(reason);
        this.condition = condition;
    }

    Condition condition() {
        return condition;
    }
}
