// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.credential;

import com.nulabinc.zxcvbn.Strength;
import com.nulabinc.zxcvbn.Zxcvbn;
import im.wardroom.xmpp.address.BareJid;
import java.util.ArrayList;
import java.util.List;

/// How hard a password is to guess, judged offline by dictionaries and patterns.
///
/// @param score from 0 (guessed at once) to 4 (very hard)
/// @param warning what makes it weak, or empty
record PasswordStrength(int score, String warning) {

    /// The work grows with the length, and nothing beyond this makes a password weaker.
    private static final int JUDGED = 64;

    /// Holds the dictionaries from the first use on; they are never changed.
    private static final class Dictionaries {
        private static final Zxcvbn ZXCVBN = new Zxcvbn();
    }

    static PasswordStrength of(String password, BareJid account) {
        List<String> known =
                new ArrayList<>(List.of("wardroom", "xmpp", account.domain().value()));
        known.addAll(List.of(account.domain().value().split("\\.", -1)));
        if (account.local() != null) {
            known.add(account.local().value());
        }
        String judged = password.length() > JUDGED ? password.substring(0, JUDGED) : password;
        Strength strength = Dictionaries.ZXCVBN.measure(judged, known);
        PasswordStrength result =
                new PasswordStrength(strength.getScore(), strength.getFeedback().getWarning());
        strength.wipe();
        return result;
    }

    List<String> reasons(int needed) {
        if (score >= needed) {
            return List.of();
        }
        String why = warning.isEmpty() ? "" : " (" + warning.replaceAll("\\.$", "") + ')';
        return List.of(
                "it is too easy to guess" + why + "; several uncommon words or more characters make it stronger");
    }
}
