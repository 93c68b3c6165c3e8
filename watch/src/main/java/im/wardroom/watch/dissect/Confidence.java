// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.dissect;

import java.util.Locale;

/// How sure a finding is.
public enum Confidence {
    /// Nothing else looks like this.
    CERTAIN,
    /// Something else could look like this, and hardly ever does.
    LIKELY,
    /// A hint, such as an address that was looked up by a service's name before.
    POSSIBLE;

    private final String id = name().toLowerCase(Locale.ROOT);

    public String id() {
        return id;
    }
}
