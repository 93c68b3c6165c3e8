// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app;

import im.wardroom.app.config.KeepFor;
import im.wardroom.app.control.Reply;
import im.wardroom.server.credential.AccountAdministration;
import im.wardroom.server.retention.Keep;
import im.wardroom.server.retention.KeepRules;
import im.wardroom.server.retention.Pruning;
import im.wardroom.store.Accounts;
import im.wardroom.store.Change;
import im.wardroom.store.Store;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// Carries out what the command line asks about archives and legal hold.
final class ArchiveRequests {

    private static final String DEFAULT = "default";
    private static final String ALL = "all";

    private final Store store;
    private final AccountAdministration administration;
    private final Pruning pruning;
    private final List<Domain> domains;

    ArchiveRequests(Store store, AccountAdministration administration, Pruning pruning, List<Domain> domains) {
        this.store = store;
        this.administration = administration;
        this.pruning = pruning;
        this.domains = domains;
    }

    /// @param age as it was typed; empty to leave it as it is
    /// @param count as it was typed; empty to leave it as it is
    Reply keep(BareJid account, String age, String count) {
        if (store.accounts().find(account).isEmpty()) {
            return Reply.Failed.of("there is no account " + account + "; see them all with: user list");
        }
        List<Change> changes = new ArrayList<>();
        if (!age.isEmpty()) {
            changes.add(age.equals(DEFAULT) ? KeepRules.standardAge(account) : KeepRules.age(account, age(age)));
        }
        if (!count.isEmpty()) {
            changes.add(
                    count.equals(DEFAULT) ? KeepRules.standardCount(account) : KeepRules.count(account, count(count)));
        }
        store.commit(changes).join();
        return Reply.Done.of(account + " keeps " + words(pruning.rules().of(account)));
    }

    private static Optional<Duration> age(String text) {
        try {
            return KeepFor.parse(text).age();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--for takes a length of time such as 90d, \"forever\" or \"default\", not \"" + text + '"', e);
        }
    }

    private static OptionalInt count(String text) {
        if (text.equals(ALL)) {
            return OptionalInt.empty();
        }
        try {
            int count = Integer.parseInt(text);
            if (count > 0) {
                return OptionalInt.of(count);
            }
        } catch (NumberFormatException e) {
            // Told below, together with numbers that are none of messages.
        }
        throw new IllegalArgumentException(
                "--count takes a number of messages, \"all\" or \"default\", not \"" + text + '"');
    }

    static String words(Keep keep) {
        if (keep.isEverything()) {
            return "all messages, forever";
        }
        String count = keep.count().isEmpty()
                ? "all messages"
                : "the newest " + keep.count().getAsInt() + " messages";
        return count + ", "
                + keep.age().map(age -> "for " + new KeepFor(Optional.of(age))).orElse("forever");
    }

    Reply prune() {
        return pruning.run(true)
                .<Reply>map(totals -> Reply.Done.of(
                        "messages removed: " + totals.messages(),
                        "archives pruned: " + totals.accounts(),
                        "left alone under legal hold: " + totals.held()))
                .orElseGet(() -> Reply.Failed.of("the archives are being pruned already; see the log for the result"));
    }

    Reply held() {
        return new Reply.Done(heldAccounts().map(BareJid::toString).toList());
    }

    long heldCount() {
        return heldAccounts().count();
    }

    private Stream<BareJid> heldAccounts() {
        return domains.stream()
                .flatMap(domain -> administration.list(domain).stream())
                .filter(Accounts.Summary::held)
                .map(Accounts.Summary::jid);
    }
}
