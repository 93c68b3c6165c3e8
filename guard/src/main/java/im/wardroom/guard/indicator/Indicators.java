// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.indicator;

import im.wardroom.guard.Act;
import im.wardroom.guard.Detector;
import im.wardroom.guard.Finding;
import im.wardroom.guard.Glance;
import im.wardroom.guard.Mode;
import im.wardroom.guard.Reason;
import im.wardroom.guard.Verdict;
import im.wardroom.guard.file.Known;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Looks for what is on the lists: in all texts of a stanza, in links, in names of files that are offered, and for
/// files themselves by name and hash. Talking about a file by its name is not offering it. Thread-safe.
public final class Indicators implements Detector, Known {

    private final Supplier<IndicatorRules> rules;
    private final Feeds feeds;

    public Indicators(Supplier<IndicatorRules> rules, Feeds feeds) {
        this.rules = rules;
        this.feeds = feeds;
    }

    @Override
    public Mode mode() {
        return rules.get().mode();
    }

    @Override
    public Verdict look(Act act) {
        List<IndicatorList> lists = feeds.lists();
        if (lists.isEmpty() || act.stanza().isError()) {
            return Verdict.PASS;
        }
        Hit hit = act.glance().isHarmless() ? text(act.glance(), lists) : find(Words.of(act.stanza()), lists);
        return hit == null ? Verdict.PASS : new Verdict.Refuse(finding(hit));
    }

    private static @Nullable Hit text(Glance words, List<IndicatorList> lists) {
        for (int i = 0; i < words.texts().size(); i++) {
            String text = words.texts().get(i);
            for (IndicatorList list : lists) {
                Hit hit = words.isAscii() ? list.text(text, words.bytes().get(i)) : list.text(text);
                if (hit != null) {
                    return hit;
                }
            }
        }
        return null;
    }

    private static @Nullable Hit find(Words words, List<IndicatorList> lists) {
        for (String text : words.texts()) {
            Hit hit = first(lists, list -> list.text(text));
            hit = hit == null ? link(text, lists) : hit;
            if (hit != null) {
                return hit;
            }
        }
        for (String address : words.addresses()) {
            Hit hit = link(address, lists);
            if (hit != null) {
                return hit;
            }
        }
        for (String file : words.files()) {
            Hit hit = first(lists, list -> list.name(file));
            if (hit != null) {
                return hit;
            }
        }
        return null;
    }

    private static @Nullable Hit link(String text, List<IndicatorList> lists) {
        for (Links.Link link : Links.in(text)) {
            Hit hit = first(lists, list -> list.host(link.host()));
            hit = hit == null && !link.file().isEmpty() ? first(lists, list -> list.name(link.file())) : hit;
            if (hit != null) {
                return hit;
            }
        }
        return null;
    }

    private static @Nullable Hit first(List<IndicatorList> lists, Function<IndicatorList, @Nullable Hit> ask) {
        for (IndicatorList list : lists) {
            Hit hit = ask.apply(list);
            if (hit != null) {
                return hit;
            }
        }
        return null;
    }

    @Override
    public Optional<Finding> bad(String name, String sha256) {
        List<IndicatorList> lists = feeds.lists();
        Hit hash = first(lists, list -> list.hash(sha256));
        Hit hit = hash == null && !name.isEmpty() ? first(lists, list -> list.name(name)) : hash;
        return hit == null
                ? Optional.empty()
                : Optional.of(evidence(Finding.of(Reason.FILE_MALWARE, "The file is known to be dangerous."), hit));
    }

    private static Finding finding(Hit hit) {
        return evidence(
                Finding.of(
                        Reason.INDICATOR,
                        "This was not sent: it has a link, a text or the name of a file that is known to be dangerous."),
                hit);
    }

    private static Finding evidence(Finding finding, Hit hit) {
        return finding.with("kind", hit.kind()).with("entry", hit.entry()).with("family", hit.family());
    }
}
