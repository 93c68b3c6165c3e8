// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.worm;

/// What people and worms write, and where their links lead.
final class Words {

    private static final String[] VOCABULARY =
            ("the a to of and in is for on with we you it this that are be at have can please"
                            + " today tomorrow meeting report plan budget draft customer order invoice harbour crew ship engine lunch coffee"
                            + " thanks maybe later morning evening question answer number office printer ticket server release test review"
                            + " friday monday week month holiday weather rain train car kids school game music film photo cat dog garden"
                            + " funny great strange new old big small fast slow late early again still never always really think know need"
                            + " want send look call write read check find make take give tell ask help work run stop start open close")
                    .split(" ");
    private static final String[] SHARED = {
        "have you seen this",
        "here is the link",
        "as discussed",
        "look at this",
        "found it",
        "this is the page I meant",
        "could you have a look",
        "for tomorrow",
        "interesting",
        "from the news",
        "this one",
        "see here",
        "for your files"
    };
    private static final int EVERYDAY = 40;
    private static final int KNOWN = 3_000;

    private final Chance chance;

    Words(Chance chance) {
        this.chance = chance;
    }

    String plain() {
        return sentence(3 + chance.geometric(6));
    }

    private String sentence(int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(words, 40); i++) {
            text.append(i == 0 ? "" : " ").append(VOCABULARY[chance.below(VOCABULARY.length)]);
        }
        return text.toString();
    }

    /// A message with a link, as people write it.
    String shared(String link) {
        return switch (chance.below(4)) {
            case 0 -> link;
            case 1 -> sentence(2 + chance.below(8)) + " " + link;
            case 2 ->
                "Please find the minutes of the " + VOCABULARY[chance.below(VOCABULARY.length)] + " meeting here: "
                        + link;
            default -> SHARED[chance.below(SHARED.length)] + ": " + link + (chance.is(0.3) ? " " + sentence(5) : "");
        };
    }

    /// @param own share of links into the own house
    /// @param everyday share of links to what everybody reads
    String link(double own, double everyday) {
        double place = chance.uniform();
        if (place < own) {
            return "https://wiki.org.example/page/" + chance.below(5_000);
        }
        if (place < own + everyday) {
            return "https://www.daily" + chance.favourite(EVERYDAY) + ".example" + path();
        }
        return strange();
    }

    /// A host of which few have heard.
    String strange() {
        return chance.is(0.5)
                ? "https://www.page" + chance.below(KNOWN) + ".example" + path()
                : "https://www.fresh" + chance.below(Integer.MAX_VALUE) + ".example" + path();
    }

    private String path() {
        return "/" + VOCABULARY[chance.below(VOCABULARY.length)] + "/" + chance.below(100_000);
    }

    String lure() {
        return "hey, is this really you in this video??";
    }

    /// One of some hundred thousand wordings of the same thing.
    String changedLure() {
        String[][] parts = {
            {"hey", "hi", "hello", "yo", "hey there", "oh my"},
            {"is this", "isn't this", "could this be", "I think this is", "someone says this is"},
            {"really you", "you", "your picture", "your face", "you last summer"},
            {"in this", "in that", "on this", "inside the", "at the end of this"},
            {"video", "clip", "film", "recording", "movie"},
            {"??", "!", " lol", " haha", " :-)", ""}
        };
        StringBuilder text = new StringBuilder();
        for (String[] part : parts) {
            text.append(text.isEmpty() ? "" : " ").append(part[chance.below(part.length)]);
        }
        return text.toString();
    }

    /// Nothing of it comes twice.
    String chameleon() {
        return sentence(4 + chance.below(8)) + " https://x" + chance.below(Integer.MAX_VALUE) + ".fresh"
                + chance.below(Integer.MAX_VALUE) + ".example/" + VOCABULARY[chance.below(VOCABULARY.length)];
    }

    String token() {
        return Long.toHexString(chance.between(1L << 32, 1L << 40));
    }
}
