// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.archive;

/// What is decided for all accounts.
///
/// @param enabled whether there are archives at all
/// @param standard what holds for accounts whose owner chose nothing
/// @param ownersChoose whether owners may choose
public record ArchiveSettings(boolean enabled, Standard standard, boolean ownersChoose) {

    public static final ArchiveSettings DEFAULT = new ArchiveSettings(true, Standard.ALWAYS, true);
    public static final ArchiveSettings OFF = new ArchiveSettings(false, Standard.NEVER, false);
}
