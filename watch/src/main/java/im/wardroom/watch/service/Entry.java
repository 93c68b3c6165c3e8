// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.service;

import java.util.Optional;

/// One line of the directory: by what a service is known.
///
/// @param kind what the value is
/// @param value a name, a network, a port, a fingerprint
/// @param service whose it is; empty for what is nobody's though a wider entry would say so, and for what is allowed
/// @param isAllowed whether it is the organisation's own, where even what is a messenger is none to report
/// @param activity what it is used for: `sign-in`, `chat`, `call`, `file`, `look-up`, or `use` where that cannot be
/// told
/// @param isOwn whether nothing else of the vendor's is there: only then may a rule deny it without breaking other
/// things
/// @param source where that was published
/// @param date when it was read there
public record Entry(
        Kind kind,
        String value,
        Optional<Service> service,
        boolean isAllowed,
        String activity,
        boolean isOwn,
        String source,
        String date) {

    /// By what a service can be known.
    public enum Kind {
        /// A host and all below it.
        HOST,
        /// This host alone.
        EXACT,
        /// Addresses.
        NETWORK,
        /// `tcp/5190`: a hint, never a proof.
        PORT,
        /// The fingerprint of a client.
        JA4,
        /// Its older form, which many lists still have.
        JA3,
        /// How a program calls itself in HTTP and QUIC: the beginning.
        AGENT,
        /// A protocol of ALPN.
        PROTOCOL,
        /// Who signed or owns a certificate, in its words.
        CERTIFICATE,
        /// The server of a STUN realm.
        REALM
    }
}
