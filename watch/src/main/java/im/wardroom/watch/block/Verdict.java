// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.block;

import im.wardroom.watch.service.Service;

/// What becomes of a name or an address.
public sealed interface Verdict {

    /// It is of a service that is to be denied.
    record Deny(Service service) implements Verdict {}

    record Pass(Reason reason) implements Verdict {}

    /// Why something passes.
    enum Reason {
        ALLOWED("the organisation's own"),
        NOBODYS("not of the service"),
        OTHER("of a service that is not to be denied"),
        SHARED("shared with other sites");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    default boolean isDeny() {
        return this instanceof Deny;
    }

    default boolean passesAs(Reason reason) {
        return this instanceof Pass(Reason why) && why == reason;
    }
}
