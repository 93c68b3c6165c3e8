// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

/// A way to sign in with a password, the form with channel binding included.
public enum Mechanism {
    SCRAM_SHA_512,
    SCRAM_SHA_256,
    SCRAM_SHA_1;

    /// The registered name, such as `SCRAM-SHA-256`.
    public String wire() {
        return name().replace('_', '-');
    }
}
