// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

/// What one account may hold.
///
/// @param devices connected resources
/// @param rosterItems contacts
/// @param storedMessages messages that wait for a device
/// @param requests subscription requests that wait for the owner
public record AccountLimits(int devices, int rosterItems, int storedMessages, int requests) {
    public static final AccountLimits DEFAULT = new AccountLimits(32, 10_000, 10_000, 1_000);
}
