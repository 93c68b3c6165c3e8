// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config.policy;

import im.wardroom.app.config.Between;
import im.wardroom.app.config.Default;
import im.wardroom.app.config.Doc;
import im.wardroom.guard.HoldRules;
import java.time.Duration;

/// Messages that wait for an answer.
public record HoldPolicy(
        @Doc("How long a sender has to show to be a person; without an answer the account goes into quarantine.")
        @Default("10m")
        @Between(min = "1s", max = "7d")
        Duration personWithin,

        @Doc("How long a sender has to say that a message is meant to be sent; without an answer it is not.")
        @Default("10m")
        @Between(min = "1s", max = "7d")
        Duration confirmationWithin,

        @Doc("How long a recipient may ask for messages of strangers that were kept back.")
        @Default("7d")
        @Between(min = "1m", max = "90d")
        Duration requestWithin,

        @Doc("How many messages may wait for one answer.") @Default("200") @Between(min = "1", max = "100000")
        int perAccount,

        @Doc("How many messages may wait in all.") @Default("20000") @Between(min = "1", max = "1000000")
        int inAll,

        @Doc("How many wrong answers count as none.") @Default("3") @Between(min = "1", max = "100")
        int attempts) {

    HoldRules rules() {
        return new HoldRules(personWithin, confirmationWithin, requestWithin, perAccount, inAll, attempts);
    }
}
