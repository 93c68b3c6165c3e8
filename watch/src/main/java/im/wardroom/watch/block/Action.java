// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.block;

import java.util.Locale;

/// What happens to what is denied.
public enum Action {
    /// The sender is told, and does not wait.
    REJECT,
    /// The sender is told nothing.
    DROP,
    /// It passes, and is reported.
    ALERT;

    /// As it is typed, and as Suricata writes it.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
