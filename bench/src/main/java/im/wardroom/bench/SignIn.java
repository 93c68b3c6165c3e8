// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench;

import im.wardroom.testkit.TestDevice;

/// Signs in over STARTTLS with SCRAM-SHA-256 and binds, as most clients do.
final class SignIn {

    TestDevice device(ServerProcess server, int number) {
        return TestDevice.signIn(server.startTls(), Accounts.DOMAIN, Accounts.name(number), Accounts.PASSWORD, "bench");
    }
}
