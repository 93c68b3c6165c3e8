// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.certificate;

/// A certificate or key that cannot be used. The message says which file, why, and what to do.
public final class CertificateProblem extends Exception {

    private static final long serialVersionUID = 1L;

    public CertificateProblem(String message) {
        super(message);
    }

    public CertificateProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
