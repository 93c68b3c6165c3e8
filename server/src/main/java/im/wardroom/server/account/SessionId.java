// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.account;

/// Names one session for its life; never used twice in a process.
public record SessionId(long value) {}
