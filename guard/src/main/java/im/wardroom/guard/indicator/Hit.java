// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.indicator;

/// An entry of a list that fits.
///
/// @param kind such as `host`
/// @param entry as it stands in the list
/// @param family what it belongs to, or the name of the list
record Hit(String kind, String entry, String family) {}
