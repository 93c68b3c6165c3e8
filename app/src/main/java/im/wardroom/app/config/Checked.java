// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

/// A section whose keys must agree with each other.
public interface Checked {

    /// Reports what does not fit together.
    void check(Findings findings);

    /// Takes the problems of one section.
    @FunctionalInterface
    interface Findings {

        /// @param key of this section, as in the file
        void add(String key, String found, String expected);
    }
}
