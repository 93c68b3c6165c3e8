// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

/// What a resumable stream is kept under: a hash of the secret that its client holds.
public record StreamKey(String value) {}
