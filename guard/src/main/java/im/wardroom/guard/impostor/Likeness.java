// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.impostor;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.SpoofChecker;

/// What a name looks like, and what it says. Two names that look alike and say something else are what an impostor
/// needs; two people with one name are not. Pure functions.
final class Likeness {

    /// Nobody reads longer names to the end.
    private static final int LONGEST = 100;

    private static final SpoofChecker CONFUSABLES =
            new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();
    private static final Normalizer2 DECOMPOSED = Normalizer2.getNFKDInstance();

    private Likeness() {}

    /// The same for names that look alike (UTS 39 §4), whatever separates their parts: and for `rn` and `m`, `vv` and
    /// `w`, `l`, `1` and `I`, `O` and `0`.
    static String skeleton(String name) {
        String shape = CONFUSABLES.getSkeleton(undressed(name));
        // Once more, for what looks like a capital letter that then looks like a small one.
        String folded = CONFUSABLES.getSkeleton(undressed(UCharacter.foldCase(shape, true)));
        return folded.replace('i', 'l').replace('0', 'o').replace("vv", "w").replace("rn", "m");
    }

    /// The same for names that a person would read out in the same way: without case, accents and separators.
    static String spoken(String name) {
        return UCharacter.foldCase(undressed(name), true).replace("rn", "m").replace("vv", "w");
    }

    /// Without accents, separators and what nobody sees.
    private static String undressed(String name) {
        String text = DECOMPOSED.normalize(name.length() > LONGEST ? name.substring(0, LONGEST) : name);
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints().filter(Likeness::isSeen).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean isSeen(int c) {
        return switch (UCharacter.getType(c)) {
            case UCharacter.NON_SPACING_MARK,
                    UCharacter.ENCLOSING_MARK,
                    UCharacter.FORMAT,
                    UCharacter.CONTROL,
                    UCharacter.SPACE_SEPARATOR,
                    UCharacter.LINE_SEPARATOR,
                    UCharacter.PARAGRAPH_SEPARATOR,
                    UCharacter.DASH_PUNCTUATION,
                    UCharacter.CONNECTOR_PUNCTUATION -> false;
            default -> c != '.' && c != '\'' && c != '·';
        };
    }
}
