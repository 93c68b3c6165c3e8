// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config.policy;

import im.wardroom.app.config.Between;
import im.wardroom.app.config.Checked;
import im.wardroom.app.config.Default;
import im.wardroom.app.config.Doc;
import im.wardroom.app.config.Example;
import im.wardroom.guard.Mode;
import im.wardroom.guard.leak.Action;
import im.wardroom.guard.leak.Cards;
import im.wardroom.guard.leak.Direction;
import im.wardroom.guard.leak.EmailAddresses;
import im.wardroom.guard.leak.Expression;
import im.wardroom.guard.leak.Ibans;
import im.wardroom.guard.leak.Keys;
import im.wardroom.guard.leak.Keywords;
import im.wardroom.guard.leak.LeakRule;
import im.wardroom.guard.leak.Positions;
import im.wardroom.guard.leak.Recogniser;
import im.wardroom.guard.leak.Scope;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Something that must not leave.
public record LeakRulePolicy(
        @Doc("What it is called in findings.") @Example("position-of-the-ship")
        Optional<String> name,

        @Doc("What is looked for: one of the built-in kinds, \"words\" with the key words, or \"pattern\" with the key"
                + " pattern.")
        @Default("pattern")
        What what,

        @Doc("Words and phrases; capital and small letters are the same.") @Example("Projekt Ostwind, top secret")
        List<String> words,

        @Doc("A regular expression of RE2.") @Example("\\bVS-[0-9]{4}\\b")
        Optional<String> pattern,

        @Doc("How many different ones there must be; 10 of e-mail-lists, if this is 0, and 1 of all others.")
        @Default("0")
        @Between(min = "0", max = "10000")
        int atLeast,

        @Doc("Whether it acts.") @Default("observe") Mode mode,

        @Doc("What is done: the sender is asked (\"confirm\"), it is taken out (\"redact\"), or it is not sent"
                + " (\"refuse\").")
        @Default("confirm")
        Action action,

        @Doc("Senders that it holds for; nobody in this and the next two keys means everybody.") @Default("")
        List<BareJid> accounts,

        @Doc("Domains of senders that it holds for.") @Default("")
        List<Domain> domains,

        @Doc("Groups of senders that it holds for.") @Default("")
        List<String> groups,

        @Doc("Rooms that it holds for; none means all.") @Default("")
        List<BareJid> rooms,

        @Doc(
                "Ways that it holds for: \"inside\" to accounts of this server, \"room\" to its rooms, \"outside\" to others;"
                        + " none means all.")
        @Default("")
        List<Direction> directions)
        implements Checked {

    private static final int A_LIST = 10;

    /// What is looked for.
    public enum What {
        CARDS,
        IBANS,
        KEYS,
        POSITIONS,
        E_MAIL_LISTS,
        WORDS,
        PATTERN
    }

    LeakRule rule() {
        int least = what == What.E_MAIL_LISTS ? A_LIST : 1;
        return new LeakRule(
                name.orElseThrow(),
                mode,
                action,
                new Scope(
                        Set.copyOf(accounts),
                        Set.copyOf(domains),
                        Set.copyOf(groups),
                        Set.copyOf(rooms),
                        Set.copyOf(directions)),
                recogniser(),
                atLeast == 0 ? least : atLeast);
    }

    private Recogniser recogniser() {
        return switch (what) {
            case CARDS -> new Cards();
            case IBANS -> new Ibans();
            case KEYS -> new Keys();
            case POSITIONS -> new Positions();
            case E_MAIL_LISTS -> new EmailAddresses();
            case WORDS -> new Keywords(words);
            case PATTERN -> new Expression(pattern.orElseThrow());
        };
    }

    @Override
    public void check(Findings findings) {
        if (name.filter(text -> !text.isBlank()).isEmpty()) {
            findings.add("name", "a rule without one", "a name for findings");
        }
        if (what == What.WORDS && words.stream().allMatch(String::isBlank)) {
            findings.add("words", "none", "the words to look for");
        }
        if (what == What.PATTERN) {
            checkPattern(findings);
        }
    }

    private void checkPattern(Findings findings) {
        if (pattern.isEmpty()) {
            findings.add("pattern", "none", "a regular expression, or another kind under what");
            return;
        }
        try {
            var _ = new Expression(pattern.get());
        } catch (IllegalArgumentException e) {
            findings.add("pattern", '"' + pattern.get() + '"', "a regular expression of RE2 (" + e.getMessage() + ')');
        }
    }
}
