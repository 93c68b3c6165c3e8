// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import im.wardroom.watch.block.Action;
import im.wardroom.watch.block.HostsFile;
import im.wardroom.watch.block.LeftOut;
import im.wardroom.watch.block.Nftables;
import im.wardroom.watch.block.Resolved;
import im.wardroom.watch.block.ResponsePolicyZone;
import im.wardroom.watch.block.RuleBook;
import im.wardroom.watch.block.RuleFile;
import im.wardroom.watch.block.RuleFormat;
import im.wardroom.watch.block.Rules;
import im.wardroom.watch.block.Selection;
import im.wardroom.watch.block.Sids;
import im.wardroom.watch.block.SquidRules;
import im.wardroom.watch.block.SuricataRules;
import im.wardroom.watch.disk.WholeFile;
import im.wardroom.watch.resolve.History;
import im.wardroom.watch.resolve.HistoryFile;
import im.wardroom.watch.resolve.Sighting;
import im.wardroom.watch.service.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `wardroom watch block`: writes rules that deny services.
@Command(
        name = "block",
        mixinStandardHelpOptions = true,
        description = {
            "Write rules that deny messengers, for firewalls, resolvers, proxies and hosts.",
            "Names first; addresses only where nothing but the service is there. Nothing is loaded: the head of what is"
                    + " written says how to, and how to undo it."
        },
        footer = {
            "",
            "Examples:",
            "  ./wardroom watch block --format dns-rpz --all --except slack,zoom --output wardroom.rpz",
            "  ./wardroom watch block --format nftables telegram | nft -f -",
            "",
            "Exit codes: 0 written, 1 failed, 2 not understood."
        })
final class BlockCommand implements Callable<Integer> {

    private static final int FAILED = 1;
    private static final Duration FRESH = Duration.ofDays(7);

    /// Whose rules are written.
    enum Format {
        NFTABLES,
        DNS_RPZ,
        SQUID,
        SURICATA,
        HOSTS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Terminal terminal;
    private final InstantSource clock;

    @Mixin
    private final Choice choice = new Choice();

    @Option(names = "--format", required = true, paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}.")
    private @Nullable Format format;

    @Option(names = "--names-only", description = "No addresses at all.")
    private boolean namesOnly;

    @Option(
            names = "--force-shared",
            description = "Deny names and addresses that are shared as well: other sites there stop working, too.")
    private boolean forceShared;

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description = "Deny the addresses that wardroom watch resolve has found to be the services' own as well.")
    private @Nullable Path history;

    @Option(
            names = "--action",
            paramLabel = "ACTION",
            description = "What happens to what is denied: reject or drop with nftables (reject unless said otherwise),"
                    + " drop, reject or alert with suricata (drop).")
    private @Nullable Action action;

    @Option(
            names = "--sids",
            paramLabel = "FROM-TO",
            description = "The numbers that the rules of suricata may have; 1900000-1999999 unless said otherwise.")
    private @Nullable String sids;

    @Option(names = "--output", paramLabel = "FILE", description = "Where to write; the standard output unless given.")
    private @Nullable Path output;

    BlockCommand(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Set<Service> services = choice.services();
        Instant now = clock.instant();
        RuleFormat writer = writer(now);
        try {
            Rules all = RuleBook.rules(choice.directory(), new Selection(services, forceShared), resolved(now));
            Rules rules = namesOnly ? all.namesOnly() : all;
            Set<Service> unstopped = new TreeSet<>(services);
            unstopped.removeAll(writer.stopped(rules));
            if (unstopped.equals(services)) {
                terminal.complain("nothing is written: " + nothingToDeny(unstopped));
                return FAILED;
            }
            write(new RuleFile(writer, rules, now, "wardroom watch " + choice.typed()).text());
            say(writer.leftOut(rules), unstopped);
            return 0;
        } catch (IOException | IllegalArgumentException e) {
            terminal.complain(Extended.reason(e));
            return FAILED;
        }
    }

    private RuleFormat writer(Instant now) {
        Format chosen = Objects.requireNonNull(format);
        if (action != null && chosen != Format.NFTABLES && chosen != Format.SURICATA) {
            throw choice.misunderstood("--action is for nftables and suricata, not for " + chosen);
        }
        if (sids != null && chosen != Format.SURICATA) {
            throw choice.misunderstood("--sids is for suricata, not for " + chosen);
        }
        if (namesOnly && chosen == Format.NFTABLES) {
            throw choice.misunderstood("nftables knows no names: leave out --names-only, or take another format");
        }
        try {
            return switch (chosen) {
                case NFTABLES -> new Nftables(action == null ? Action.REJECT : action);
                case DNS_RPZ -> new ResponsePolicyZone(now);
                case SQUID -> new SquidRules();
                case SURICATA ->
                    new SuricataRules(
                            action == null ? Action.DROP : action, sids == null ? Sids.DEFAULT : Sids.parse(sids));
                case HOSTS -> new HostsFile();
            };
        } catch (IllegalArgumentException e) {
            throw choice.misunderstood(String.valueOf(e.getMessage()));
        }
    }

    private List<Resolved> resolved(Instant now) throws IOException {
        if (history == null) {
            return List.of();
        }
        History read = new HistoryFile(history).read();
        read.latest()
                .filter(latest -> latest.isBefore(now.minus(FRESH)))
                .ifPresent(latest -> terminal.complain(
                        history + " is of " + latest + "; wardroom watch resolve --history refreshes it"));
        return read.sightings().stream().map(Sighting::resolved).toList();
    }

    private void write(String text) throws IOException {
        if (output != null) {
            WholeFile.write(output, text);
            return;
        }
        terminal.out().print(text);
        terminal.out().flush();
        if (terminal.out().checkError()) {
            throw new IOException("the standard output could not be written");
        }
    }

    /// What an administrator must know beside the file.
    private void say(List<LeftOut> leftOut, Set<Service> unstopped) {
        leftOut.stream()
                .collect(Collectors.groupingBy(LeftOut::service, TreeMap::new, Collectors.toList()))
                .forEach((service, left) -> terminal.complain(service.id() + ": " + left.size()
                        + (left.size() == 1 ? " name or address is" : " names and addresses are")
                        + " left out, because rules for them would break other sites: "
                        + left.stream().limit(3).map(LeftOut::what).collect(Collectors.joining(", "))
                        + (left.size() > 3 ? ", …" : "")
                        + "; what is written lists them"));
        if (forceShared) {
            terminal.complain("--force-shared: what is shared is denied as well, and other sites there stop working");
        }
        if (!unstopped.isEmpty()) {
            terminal.complain(nothingToDeny(unstopped));
        }
    }

    private String nothingToDeny(Set<Service> services) {
        String what = format == Format.NFTABLES
                ? "no addresses are known to be their own; deny their names with a resolver or a proxy, or see"
                        + " --history"
                : "the directory has nothing that may be denied";
        return "not stopped by " + format + ": "
                + services.stream().map(Service::id).collect(Collectors.joining(", ")) + " (" + what + ")";
    }
}
