// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.scanner;

/// A scanner as the policy describes it.
public sealed interface ScannerSpec {

    String name();

    Scanner scanner();

    /// ClamAV's daemon.
    record ClamdSpec(String name, Endpoint endpoint) implements ScannerSpec {
        @Override
        public Scanner scanner() {
            return new Clamd(name, endpoint);
        }
    }

    /// A service of an ICAP server.
    record IcapSpec(String name, Endpoint endpoint, String service, Icap.Method method) implements ScannerSpec {
        @Override
        public Scanner scanner() {
            return new Icap(name, endpoint, service, method);
        }
    }
}
