// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.block;

import im.wardroom.watch.service.Directory;
import im.wardroom.watch.service.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes rules of the directory, and of what its names resolve to.
public final class RuleBook {

    private final Selection selection;
    private final Map<Network, Verdict> networks = new TreeMap<>();
    private final Map<NameKey, NameRule> names = new LinkedHashMap<>();
    private final Set<LeftOut> leftOut = new LinkedHashSet<>();

    private record NameKey(String name, boolean isWide) {}

    private RuleBook(Selection selection) {
        this.selection = selection;
    }

    /// @param resolved what the names of the directory resolve to, those that pass as well
    /// @throws IllegalArgumentException if the directory has what must not become a rule
    public static Rules rules(Directory directory, Selection selection, Collection<Resolved> resolved) {
        RuleBook book = new RuleBook(selection);
        // A later line takes the place of an earlier one.
        Map<Object, Entry> latest = new LinkedHashMap<>();
        for (Entry entry : directory.entries()) {
            switch (entry.kind()) {
                case HOST -> latest.put(new NameKey(entry.value(), true), entry);
                case EXACT -> latest.put(new NameKey(entry.value(), false), entry);
                case NETWORK -> latest.put(Network.parse(entry.value()), entry);
                // Rules by these would deny others as well, or nobody.
                case PORT, JA4, JA3, AGENT, PROTOCOL, CERTIFICATE, REALM -> {}
            }
        }
        latest.forEach(book::add);
        book.networks.putAll(new AddressRules(selection, book::decide, book.networks, book.leftOut).of(resolved));
        return new Rules(
                selection,
                new NameRules(book.names.values()),
                NetworkRules.denied(book.networks),
                book.sortedLeftOut());
    }

    private List<LeftOut> sortedLeftOut() {
        List<LeftOut> sorted = new ArrayList<>(leftOut);
        sorted.sort((a, b) -> a.service().compareTo(b.service()));
        return sorted;
    }

    private void add(Object key, Entry entry) {
        Verdict verdict = selection.verdict(entry);
        if (verdict.passesAs(Verdict.Reason.SHARED)) {
            boolean isName = !(key instanceof Network);
            leftOut.add(
                    new LeftOut(entry.service().orElseThrow(), isName, entry.value(), Verdict.Reason.SHARED.words()));
        }
        if (key instanceof Network network) {
            addNetwork(network, verdict);
        } else if (key instanceof NameKey(String text, boolean isWide)) {
            addName(new Name(text), isWide, verdict);
        }
    }

    private void addNetwork(Network network, Verdict verdict) {
        if (verdict.isDeny() && network.isTooWide()) {
            throw new IllegalArgumentException("the network " + network
                    + " is wider than any service; a rule that denies it would cut off much more: narrow its line in"
                    + " the directory");
        }
        networks.put(network, verdict);
    }

    private void addName(Name name, boolean isWide, Verdict verdict) {
        if (verdict.isDeny() && name.isTop()) {
            throw new IllegalArgumentException("\"" + name + "\" is a whole top-level domain; a rule that denies it"
                    + " would cut off much more: write more of the name in the directory");
        }
        names.put(new NameKey(name.text(), isWide), new NameRule(name, isWide, verdict));
    }

    /// What the longest name says; nothing of a name that is not, or no more, in the directory.
    private @Nullable Verdict decide(Name name) {
        NameRule found = names.get(new NameKey(name.text(), false));
        for (Optional<Name> at = Optional.of(name);
                found == null && at.isPresent();
                at = at.get().parent()) {
            found = names.get(new NameKey(at.get().text(), true));
        }
        return found == null ? null : found.verdict();
    }
}
