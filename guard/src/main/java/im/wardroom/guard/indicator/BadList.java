// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.indicator;

/// A list that cannot be used, in words for the administrator.
public final class BadList extends Exception {

    private static final long serialVersionUID = 1L;

    BadList(String file, int line, String problem) {
        super(file + ":" + line + ": " + problem);
    }
}
