// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

import java.util.Optional;

/// Secrets and facts of the installation. Every method may block.
public interface Settings {

    Optional<byte[]> read(String key);
}
