// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.dissect;

import java.util.Locale;

/// What a flow is for, as far as can be seen.
public enum Activity {
    SIGN_IN,
    CHAT,
    CALL,
    FILE,
    LOOK_UP,
    /// The service is used, and what for is hidden.
    USE;

    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

    public String id() {
        return id;
    }
}
