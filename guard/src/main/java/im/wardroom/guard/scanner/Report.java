// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.scanner;

/// What a scanner says about a file.
public sealed interface Report {

    Report CLEAN = new Clean();

    record Clean() implements Report {}

    /// @param signature what the scanner calls it
    record Infected(String signature) implements Report {}

    /// The scanner does not look at files of this size.
    record TooLarge() implements Report {}
}
