// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.http;

/// Something that can be read at a path.
@FunctionalInterface
public interface Resource {

    /// Answers a GET; for a HEAD, the body is left out afterwards. May block.
    Response get(Request request);
}
