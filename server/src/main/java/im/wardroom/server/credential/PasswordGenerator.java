// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.credential;

import java.security.SecureRandom;

/// Makes passwords that can be read out and typed: four groups of five letters and digits, 98 bits.
public record PasswordGenerator(SecureRandom random) {

    /// Without those that are taken for each other.
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 4;
    private static final int GROUP = 5;

    public Secret next() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP; i++) {
            if (i > 0 && i % GROUP == 0) {
                password.append('-');
            }
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new Secret(password.toString());
    }
}
