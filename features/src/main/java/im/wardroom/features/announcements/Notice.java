// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.announcements;

import im.wardroom.store.Change;
import java.nio.charset.StandardCharsets;

/// A text that stands until it is taken down.
///
/// @param id another one for each text that everybody shall get; the same for one that was only corrected
record Notice(String id, String text) {

    /// Kept instead of one that was taken down.
    private static final byte[] NOTHING = {};

    byte[] toBytes() {
        return (id + '\n' + text).getBytes(StandardCharsets.UTF_8);
    }

    static boolean isOne(byte[] kept) {
        return kept.length > 0;
    }

    static Notice read(byte[] kept) {
        String all = new String(kept, StandardCharsets.UTF_8);
        int end = all.indexOf('\n');
        return new Notice(all.substring(0, end), all.substring(end + 1));
    }

    Change put(String key) {
        return new Change.PutSetting(key, toBytes());
    }

    static Change remove(String key) {
        return new Change.PutSetting(key, NOTHING);
    }
}
