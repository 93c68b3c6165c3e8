// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.contender;

import im.wardroom.bench.load.Credentials;
import java.nio.file.Path;

/// What a server is to be configured with.
///
/// @param folder of its own, for all that it writes
/// @param port on loopback, for direct TLS
/// @param accounts how many there are
/// @param chain its certificate, the authority's after it
/// @param key of the certificate
public record Setup(
        Path folder, int port, int accounts, Archive archive, Credentials credentials, Path chain, Path key) {}
