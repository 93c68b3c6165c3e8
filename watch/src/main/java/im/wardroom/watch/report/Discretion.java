// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.report;

import im.wardroom.watch.packet.Address;

/// What a page may say of clients and of what they did.
public sealed interface Discretion {

    String client(Address address);

    /// What gave a flow away.
    String evidence(Usage usage);

    boolean isPseudonymous();

    /// Everything, but the fingerprint of the client: too long to read.
    record Open() implements Discretion {

        @Override
        public String client(Address address) {
            return address.toString();
        }

        @Override
        public String evidence(Usage usage) {
            return usage.evidence().replaceFirst(", JA4 [0-9a-z_]+$", "");
        }

        @Override
        public boolean isPseudonymous() {
            return false;
        }
    }

    /// Pseudonyms in place of addresses; of names and addresses that a flow showed, those that the directory has.
    record Pseudonymous(Pseudonyms pseudonyms, PublicEvidence known) implements Discretion {

        @Override
        public String client(Address address) {
            return pseudonyms.of(address);
        }

        @Override
        public String evidence(Usage usage) {
            return known.of(usage);
        }

        @Override
        public boolean isPseudonymous() {
            return true;
        }
    }
}
