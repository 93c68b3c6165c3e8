// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.http;

import java.io.IOException;
import java.util.List;

/// Something at a path.
@FunctionalInterface
public interface Resource {

    /// What it can be asked for; anything else is refused before. Only PUT and POST may come with a body.
    default List<String> methods() {
        return List.of("GET", "HEAD");
    }

    /// Whether whoever asks may know of it. If not, it is as if there were nothing at the path. Must not block, or read
    /// the body.
    default boolean isFor(Request request) {
        return true;
    }

    /// For a HEAD, the body is left out afterwards. May block.
    ///
    /// @throws IOException if the client is gone, or what it sent did not come whole: there is nobody to answer
    Response answer(Request request) throws IOException;
}
