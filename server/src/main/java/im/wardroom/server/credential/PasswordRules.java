// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.credential;

import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.sasl.ScramHash;
import im.wardroom.xmpp.sasl.ScramKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a password must be like, and in plain words why one is not. Checked when a password is set, never when it is
/// used.
///
/// @param minLength the fewest characters
/// @param minStrength the least strength, 0 to 4
/// @param minClasses how many of small letters, capitals, digits and others it must have
/// @param history how many earlier passwords must not come again
public record PasswordRules(int minLength, int minStrength, int minClasses, int history) {

    public static final PasswordRules DEFAULT = new PasswordRules(10, 3, 1, 5);

    /// More costs time to judge and to derive keys from, and protects nothing.
    private static final int MAX_LENGTH = 1024;

    /// Shorter names are found inside good passwords by chance.
    private static final int NAME_LENGTH = 3;

    /// What speaks against the password; empty if nothing does. Takes milliseconds, with a history tens of them.
    ///
    /// @param old keys of the current and of earlier passwords, newest first
    public List<String> check(BareJid account, Secret password, List<ScramKeys> old) {
        List<String> reasons = new ArrayList<>(checkForm(account, password));
        if (reasons.isEmpty() && old.stream().limit(history).anyMatch(keys -> isSame(keys, password))) {
            reasons.add("it was used before; the last " + history + " passwords cannot be used again");
        }
        return reasons;
    }

    private List<String> checkForm(BareJid account, Secret password) {
        String text = password.reveal();
        int length = text.codePointCount(0, text.length());
        if (length > MAX_LENGTH) {
            return List.of("it has more than " + MAX_LENGTH + " characters");
        }
        List<String> reasons = new ArrayList<>();
        if (length < Math.max(1, minLength)) {
            reasons.add("it has " + length + " characters; " + Math.max(1, minLength) + " are needed");
        }
        if (classes(text) < minClasses) {
            reasons.add(
                    "it has " + classes(text) + " of the four kinds of characters (small letters, capitals, digits, "
                            + "others); " + minClasses + " are needed");
        }
        if (hasControl(text)) {
            reasons.add("it has control characters, which many clients cannot send");
        }
        if (hasName(account, text)) {
            reasons.add("it contains the name of the account");
        }
        if (minStrength > 0) {
            reasons.addAll(PasswordStrength.of(text, account).reasons(minStrength));
        }
        return reasons;
    }

    private static boolean isSame(ScramKeys keys, Secret password) {
        return ScramHash.of(keys.mechanism())
                .map(hash -> hash.matches(keys, password.reveal()))
                .orElse(false);
    }

    private static boolean hasControl(String text) {
        return text.codePoints().anyMatch(Character::isISOControl);
    }

    private static boolean hasName(BareJid account, String text) {
        @Nullable String name = account.local() == null ? null : account.local().value();
        return name != null
                && name.length() >= NAME_LENGTH
                && text.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
    }

    private static int classes(String text) {
        boolean small = text.codePoints().anyMatch(Character::isLowerCase);
        boolean capital = text.codePoints().anyMatch(Character::isUpperCase);
        boolean digit = text.codePoints().anyMatch(Character::isDigit);
        boolean other = text.codePoints()
                .anyMatch(c -> !Character.isLowerCase(c) && !Character.isUpperCase(c) && !Character.isDigit(c));
        return (small ? 1 : 0) + (capital ? 1 : 0) + (digit ? 1 : 0) + (other ? 1 : 0);
    }
}
