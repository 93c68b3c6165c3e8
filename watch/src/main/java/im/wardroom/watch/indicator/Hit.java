// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.indicator;

/// A mark was found.
///
/// @param where the path of a file, or a key of the registry and the export that it is in
public record Hit(String where, Indicator indicator) {}
