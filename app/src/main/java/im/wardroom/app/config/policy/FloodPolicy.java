// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config.policy;

import im.wardroom.app.config.Allowance;
import im.wardroom.app.config.Between;
import im.wardroom.app.config.Default;
import im.wardroom.app.config.Doc;
import im.wardroom.guard.Mode;
import im.wardroom.guard.address.Network;
import im.wardroom.guard.flood.FloodRules;
import im.wardroom.guard.flood.Kind;
import im.wardroom.guard.flood.Rate;
import im.wardroom.xmpp.address.BareJid;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How much people may send, and how much a recipient has to bear of strangers.
public record FloodPolicy(
        @Doc("Whether what people send is counted: off, observe or enforce.") @Default("enforce")
        Mode mode,

        @Doc("Messages of one connection; a message of 4 KiB counts twice, a chat state a quarter.")
        @Default("400 at once, 10 per second")
        Allowance messages,

        @Doc("Presence of one connection; to many contacts it counts more.") @Default("200 at once, 2 per second")
        Allowance presence,

        @Doc("Subscription requests of one connection.") @Default("100 at once, 12 per minute")
        Allowance subscriptions,

        @Doc("Requests (IQ) of one connection.") @Default("2000 at once, 50 per second")
        Allowance requests,

        @Doc("Answers to requests, of one connection.") @Default("2000 at once, 100 per second")
        Allowance answers,

        @Doc("Rooms that one connection enters.") @Default("300 at once, 2 per second")
        Allowance joins,

        @Doc("Places for uploads that one connection asks for.") @Default("200 at once, 1 per second")
        Allowance uploads,

        @Doc("How many times that all connections of one account may send.")
        @Default("3")
        @Between(min = "1", max = "1000")
        int perAccount,

        @Doc(
                "How many times that all accounts at one address may send; beyond it, those lose who use much of their own share.")
        @Default("50")
        @Between(min = "1", max = "100000")
        int perAddress,

        @Doc("What one person or room gets; beyond it, those lose who use much of their own share.")
        @Default("1000 at once, 50 per second")
        Allowance perRecipient,

        @Doc("Messages of strangers that one person gets; the rest waits until that person asks for it.")
        @Default("20 at once, 30 per hour")
        Allowance strangers,

        @Doc("People who do not know the sender and to whom one sender may turn.") @Default("60 at once, 60 per hour")
        Allowance unsolicited,

        @Doc("Whether who turns to more of them is asked to show to be a person; if not, it is only refused.")
        @Default("true")
        boolean challenge,

        @Doc("Bots and services that may write to everybody, and whom everybody may write to.") @Default("")
        List<BareJid> exempt,

        @Doc("How many times the others' allowance they have.") @Default("20") @Between(min = "1", max = "10000")
        int perExempt,

        @Doc("How many times a connection is slowed down before it is refused.")
        @Default("120")
        @Between(min = "1", max = "10000")
        int patience,

        @Doc("How many refusals in a row end a connection.") @Default("1000") @Between(min = "1", max = "9999")
        int endAfter,

        @Doc("The longest time for which a connection is not read.") @Default("5s") @Between(min = "1s", max = "30s")
        Duration longestPause,

        @Doc("New connections of one address, or of 64 bits of IPv6.") @Default("1000 at once, 20 per second")
        Allowance connections,

        @Doc("Attempts to sign in of one address, or of 64 bits of IPv6; wrong ones are counted by [lockout], too.")
        @Default("1000 at once, 20 per second")
        Allowance signIns,

        @Doc("Networks whose connections and attempts are not counted, such as proxies in front of the server.")
        @Default("")
        List<Network> trusted) {

    FloodRules rules() {
        Map<Kind, Rate> connection = Map.of(
                Kind.MESSAGE, messages.rate(),
                Kind.PRESENCE, presence.rate(),
                Kind.SUBSCRIPTION, subscriptions.rate(),
                Kind.IQ, requests.rate(),
                Kind.RESPONSE, answers.rate(),
                Kind.JOIN, joins.rate(),
                Kind.UPLOAD, uploads.rate());
        return new FloodRules(
                mode,
                connection,
                perAccount,
                perAddress,
                perRecipient.rate(),
                strangers.rate(),
                unsolicited.rate(),
                challenge,
                Set.copyOf(exempt),
                perExempt,
                patience,
                endAfter,
                longestPause,
                connections.rate(),
                signIns.rate(),
                trusted);
    }
}
