// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.credential;

import java.security.SecureRandom;

/// Makes passwords that can be read out and typed, and that have every kind of character: groups of a capital, three
/// small letters and a digit, without those that are taken for each other. Four groups have 82 bits.
public record PasswordGenerator(SecureRandom random) {

    private static final String CAPITALS = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final String SMALL = "abcdefghijkmnpqrstuvwxyz";
    private static final String DIGITS = "23456789";
    private static final String[] GROUP = {CAPITALS, SMALL, SMALL, SMALL, DIGITS};
    private static final int GROUPS = 4;

    /// @param minLength the fewest characters
    public Secret next(int minLength) {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < GROUPS || password.length() < minLength; i++) {
            if (i > 0) {
                password.append('-');
            }
            for (String alphabet : GROUP) {
                password.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
        }
        return new Secret(password.toString());
    }
}
