// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire;

/// Which library does TLS.
public enum TlsChoice {
    /// The native one where it loads and knows the kinds of keys, the JDK's otherwise.
    FASTEST,
    JDK
}
