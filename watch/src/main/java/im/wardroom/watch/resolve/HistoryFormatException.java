// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.resolve;

import java.io.IOException;
import java.io.Serial;

/// A history is damaged; the message says where.
public final class HistoryFormatException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    HistoryFormatException(String message) {
        super(message);
    }
}
