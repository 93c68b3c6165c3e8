// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.directory;

import java.util.Locale;

/// What can be searched for (XEP-0055 §7.2).
enum Field {
    FIRST("Given name"),
    LAST("Family name"),
    NICK("Nickname"),
    EMAIL("E-mail address");

    private final String label;

    Field(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /// Of the element, and of the form's field.
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
