// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.credential;

/// A text that must not be seen in a log, a message or a heap listing by accident: it prints as `***`.
public record Secret(String reveal) {

    @Override
    public String toString() {
        return "***";
    }
}
