// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.bosh;

import java.util.Locale;

/// Why a session ends (XEP-0124 §17.2).
enum Condition {
    BAD_REQUEST,
    INTERNAL_SERVER_ERROR,
    ITEM_NOT_FOUND,
    POLICY_VIOLATION,
    REMOTE_STREAM_ERROR;

    String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
