// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app;

import im.wardroom.app.config.ConfigurationException;
import im.wardroom.app.config.PolicyText;
import im.wardroom.app.control.Reply;
import im.wardroom.app.control.Request;
import im.wardroom.guard.Finding;
import im.wardroom.guard.Policy;
import im.wardroom.guard.Reason;
import im.wardroom.guard.artefact.Artefact;
import im.wardroom.guard.quarantine.Quarantine;
import im.wardroom.guard.quarantine.Quarantines;
import im.wardroom.server.guarding.Chronicle;
import im.wardroom.server.guarding.GuardAssembly;
import im.wardroom.server.guarding.Recorded;
import im.wardroom.xmpp.address.BareJid;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Carries out what the command line asks of the guard, and puts the answer into words.
final class GuardRequests {

    private static final int MAX_FINDINGS = 10_000;
    private static final int MAX_OUTBREAKS = 20;
    private static final int MAX_DAYS = 365;
    private static final String CONSOLE = "console";

    private final GuardAssembly guard;
    private final PolicyFile policy;
    private final Function<String, BareJid> accounts;
    private final Clock clock;

    /// @param accounts the account behind a name as it was typed
    GuardRequests(GuardAssembly guard, PolicyFile policy, Function<String, BareJid> accounts, Clock clock) {
        this.guard = guard;
        this.policy = policy;
        this.accounts = accounts;
        this.clock = clock;
    }

    Reply status() {
        List<String> lines = new ArrayList<>();
        lines.add("policy: " + policy.file());
        List<Quarantine> confined = guard.quarantines().all(clock.instant());
        lines.add("accounts in quarantine: " + confined.size());
        confined.forEach(each -> lines.add("  " + each.account() + "  since "
                + each.since().truncatedTo(ChronoUnit.SECONDS) + "  " + each.reason() + "  reference "
                + each.reference()
                + (each.releasedBy().isEmpty()
                        ? ""
                        : "  released by " + String.join(", ", each.releasedBy()) + ", one more is needed")));
        lines.add("held messages: " + guard.desk().held());
        lines.add("acts that could not be recorded: " + guard.unrecorded());
        guard.malware().status().forEach((name, value) -> lines.add(name.toLowerCase(Locale.ROOT) + ": " + value));
        lines.add("since the start, stopped and only observed:");
        List<Chronicle.Count> counts = guard.chronicle().counts();
        if (counts.isEmpty()) {
            lines.add("  nothing");
        }
        counts.forEach(
                count -> lines.add("  " + count.reason().code() + "  " + count.stopped() + "  " + count.observed()));
        return new Reply.Done(lines);
    }

    Reply findings(String last) {
        int limit = Integer.parseInt(last);
        if (limit < 1 || limit > MAX_FINDINGS) {
            return Reply.Failed.of("--last takes a number from 1 to " + MAX_FINDINGS);
        }
        List<String> lines = guard.chronicle().newest(limit).stream()
                .map(GuardRequests::line)
                .toList();
        return lines.isEmpty() ? Reply.Done.of("nothing was found so far") : new Reply.Done(lines);
    }

    private static String line(Recorded finding) {
        return String.join(
                "\t",
                finding.reference(),
                finding.at().truncatedTo(ChronoUnit.SECONDS).toString(),
                finding.finding().reason().code(),
                finding.enforced() ? finding.verdict() : "observed",
                finding.sender().toString(),
                finding.recipient() == null ? "-" : finding.recipient().toString(),
                finding.count() == 1 ? "once" : finding.count() + " times");
    }

    Reply explain(String reference) {
        Optional<Recorded> found = guard.chronicle().find(reference.strip().toUpperCase(Locale.ROOT));
        if (found.isEmpty()) {
            return Reply.Failed.of("there is no finding " + reference + "; see them with: guard findings");
        }
        Recorded recorded = found.get();
        Finding finding = recorded.finding();
        Reason reason = finding.reason();
        List<String> lines = new ArrayList<>();
        lines.add(reason.code() + ": " + reason.meaning());
        lines.add("when: " + recorded.at().truncatedTo(ChronoUnit.SECONDS)
                + (recorded.count() == 1 ? "" : ", " + recorded.count() + " times within a minute"));
        lines.add("who: " + recorded.sender() + (recorded.recipient() == null ? "" : ", to " + recorded.recipient()));
        lines.add("what was done: " + done(recorded));
        lines.add("what the user was told: " + finding.text());
        if (!finding.evidence().isEmpty()) {
            lines.add("what was seen:");
            finding.evidence().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(seen -> lines.add("  " + seen.getKey() + ": " + seen.getValue()));
        }
        lines.add("who can undo it: " + reason.undo().sentence());
        return new Reply.Done(lines);
    }

    private static String done(Recorded recorded) {
        if (!recorded.enforced()) {
            return "nothing, the rule only observes; it would have been: " + recorded.verdict();
        }
        return switch (recorded.verdict()) {
            case "annotate" -> "it went on in another form";
            case "hold" -> "it was held until somebody answers";
            case "refuse" -> "it did not pass, and the sender was told";
            case "quarantine" -> "it did not pass, and the account went into quarantine";
            case "recall" -> "copies that were delivered were taken away again";
            default -> recorded.verdict();
        };
    }

    Reply quarantine(String name, String reason) {
        BareJid account = accounts.apply(name);
        String text = reason.isBlank() ? "An officer decided it." : reason;
        if (guard.quarantines().of(account, clock.instant()) != null) {
            return Reply.Failed.of(account + " is in quarantine already");
        }
        guard.desk().quarantine(account, Finding.of(Reason.OFFICER, text));
        return Reply.Done.of(account + " is in quarantine");
    }

    /// Whoever sits at this machine is one officer, whatever the name: two that must agree are not one who types two
    /// names.
    ///
    /// @param officer who wants it, for the record
    Reply release(String name, String officer) {
        BareJid account = accounts.apply(name);
        Quarantines.Release release = guard.quarantines().release(account, CONSOLE, clock.instant());
        return switch (release) {
            case DONE -> Reply.Done.of(account + " is not in quarantine any more");
            case ANOTHER_NEEDED ->
                Reply.Done.of("noted for " + officer + "; the policy wants another officer to agree, from a client of "
                        + "an administrator: the command \"Release from quarantine\"");
            case NOT_CONFINED -> {
                int released = guard.desk().release(account);
                yield released == 0
                        ? Reply.Failed.of(account + " is not in quarantine, and nothing of it is held")
                        : Reply.Done.of(released + " held messages of " + account + " are on their way");
            }
        };
    }

    Reply block(String spelling) {
        Artefact artefact = Artefact.parse(spelling);
        guard.worms().block(artefact);
        return Reply.Done.of(
                artefact.spelling() + " is blocked for everybody; copies that were delivered are taken back");
    }

    Reply allow(String spelling) {
        Artefact artefact = Artefact.parse(spelling);
        guard.worms().allow(artefact);
        return Reply.Done.of(artefact.spelling() + " is allowed, and not looked at any more");
    }

    Reply forget(String spelling) {
        Artefact artefact = Artefact.parse(spelling);
        return guard.worms().forget(artefact)
                ? Reply.Done.of(artefact.spelling() + " is neither blocked nor allowed any more")
                : Reply.Failed.of(
                        artefact.spelling() + " is neither blocked nor allowed; see them with: guard artefacts");
    }

    Reply artefacts() {
        List<String> lines = new ArrayList<>();
        guard.worms()
                .blocked()
                .forEach(entry -> lines.add("blocked\t" + entry.at().truncatedTo(ChronoUnit.SECONDS) + '\t'
                        + (entry.outbreak() ? "outbreak" : "officer") + '\t'
                        + entry.artefact().spelling()));
        guard.worms()
                .allowed()
                .forEach(entry -> lines.add("allowed\t" + entry.at().truncatedTo(ChronoUnit.SECONDS) + "\tofficer\t"
                        + entry.artefact().spelling()));
        return lines.isEmpty() ? Reply.Done.of("nothing is blocked or allowed") : new Reply.Done(lines);
    }

    Reply outbreaks() {
        List<String> lines = new ArrayList<>();
        guard.outbreaks(MAX_OUTBREAKS).forEach(outbreak -> {
            lines.addAll(outbreak.lines().toList());
            lines.add("");
        });
        return lines.isEmpty() ? Reply.Done.of("there was no outbreak") : new Reply.Done(lines);
    }

    Reply simulate(Request.GuardSimulate request) {
        int days = Integer.parseInt(request.days());
        if (days < 1 || days > MAX_DAYS) {
            return Reply.Failed.of("--days takes a number from 1 to " + MAX_DAYS);
        }
        try {
            Policy other = PolicyText.parse(request.file(), request.policy())
                    .policy(Path.of(request.file()).toAbsolutePath().resolveSibling("."));
            return new Reply.Done(guard.simulate(other, Duration.ofDays(days)));
        } catch (ConfigurationException e) {
            return Reply.Failed.of(String.valueOf(e.getMessage()));
        }
    }

    Reply reload() {
        try {
            policy.reload();
            return Reply.Done.of("the policy of " + policy.file() + " is in force");
        } catch (ConfigurationException | IOException e) {
            return Reply.Failed.of(String.valueOf(e.getMessage()), "nothing was changed; the policy stays as it was");
        }
    }
}
