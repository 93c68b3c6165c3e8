// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.transfers;

import java.util.Optional;

/// What the administrator decides about bytes between two devices.
///
/// @param inBand they may go in stanzas
/// @param proxy they may go through the server's proxy, if there is one
public record TransferSettings(boolean inBand, Optional<Proxy> proxy) {

    /// What cannot be inspected does not pass.
    public static final TransferSettings DEFAULT = new TransferSettings(false, Optional.empty());

    /// @param label the first label of its domain
    /// @param host that clients connect to; without one, the server's domain
    /// @param relay what joins their connections
    public record Proxy(String label, Optional<String> host, StreamRelay relay) {}
}
