// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.block;

/// What becomes of a name, and of all below it unless that has a rule of its own.
///
/// @param isWide whether it is about what is below the name as well
public record NameRule(Name name, boolean isWide, Verdict verdict) {}
