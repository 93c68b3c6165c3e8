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

        @Doc("How many attempts one connection has.") @Default("3") @Between(min = "1", max = "20")
        int attempts)
        implements Checked {

    @Override
    public void check(Findings findings) {
        if (mechanisms.isEmpty()) {
            findings.add("mechanisms", "an empty list", "at least one mechanism, or nobody can sign in");
        }
    }
}
