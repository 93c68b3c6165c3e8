// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

import im.wardroom.xmpp.stanza.Iq;
import im.wardroom.xmpp.xml.Element;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a device was asked and did not answer yet. Belongs to the device.
final class Questions {

    private static final int MAX_OPEN = 4;

    private final Map<String, Consumer<Element>> open = new LinkedHashMap<>(2);
    private int asked;

    /// The id of the new question; null if too many are open.
    @Nullable
    String open(Consumer<Element> continuation) {
        if (open.size() >= MAX_OPEN) {
            return null;
        }
        String id = "question-" + ++asked;
        open.put(id, continuation);
        return id;
    }

    /// An answer to none of them says nothing, nor does an error.
    void answer(Iq iq) {
        Consumer<Element> continuation = iq.id() == null ? null : open.remove(iq.id());
        Element payload = iq.element().firstElement();
        if (continuation != null && iq.type() == Iq.Type.RESULT && payload != null) {
            continuation.accept(payload);
        }
    }
}
