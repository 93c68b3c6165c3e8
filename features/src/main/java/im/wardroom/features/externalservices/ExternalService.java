// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.externalservices;

/// A service outside of XMPP, such as a relay for calls.
///
/// @param type such as `stun` or `turn`
/// @param transport `udp` or `tcp`
/// @param name for people, or ""
/// @param restricted nobody can use it without credentials
public record ExternalService(
        String type, String host, int port, String transport, String name, Access access, boolean restricted) {}
