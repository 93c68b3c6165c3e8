// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.capture;

import java.io.IOException;

/// A file that is no capture at all.
public final class CaptureFormatException extends IOException {

    private static final long serialVersionUID = 1;

    public CaptureFormatException(String message) {
        super(message);
    }
}
