// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import java.time.Duration;
import java.util.List;

/// How people prove who they are.
public record AuthenticationSection(
        @Doc("What is offered, each with and without channel binding; the best first.")
        @Default("scram-sha-512, scram-sha-256, scram-sha-1")
        List<Mechanism> mechanisms,

        @Doc("How much work it is to try one password against a stolen database; applies to passwords set from now on.")
        @Default("4096")
        @Between(min = "4096", max = "1000000")
        int scramIterations,

        @Doc("How long a device may sign in with its token instead of the password (XEP-0484).")
        @Default("21d")
        @Between(min = "1m", max = "365d")
        Duration tokenLifetime,

        @Doc("How many attempts one connection has.") @Default("5") @Between(min = "1", max = "20")
        int attempts,

        @Doc(
                "Lets clients in that try a channel binding that TLS 1.3 does not have, and then claim that none was offered (slixmpp and poezio before 1.8.4). It weakens the protection against a man in the middle.")
        @Default("false")
        boolean allowBrokenChannelBinding)
        implements Checked {

    @Override
    public void check(Findings findings) {
        if (mechanisms.isEmpty()) {
            findings.add("mechanisms", "an empty list", "at least one mechanism, or nobody can sign in");
        }
    }
}
