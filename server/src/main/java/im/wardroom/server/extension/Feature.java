// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.extension;

import java.util.List;

/// One XEP: what it specifies and everything that it will ever react to.
public interface Feature {

    /// The specifications that it implements; mostly one.
    List<Specification> specifications();

    void install(Hooks hooks);
}
