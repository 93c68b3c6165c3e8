// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.flood;

/// What is counted apart.
public enum Kind {
    MESSAGE,
    PRESENCE,
    SUBSCRIPTION,
    IQ,
    /// Answers to requests, and errors: they were asked for, mostly.
    RESPONSE,
    JOIN,
    /// Requests for a place to upload to.
    UPLOAD;

    /// Whether a connection that is near its limit is read more slowly: what comes in bulk from honest programs waits a
    /// little and is not refused.
    boolean isSlowedFirst() {
        return switch (this) {
            case MESSAGE, PRESENCE, IQ, RESPONSE -> true;
            case SUBSCRIPTION, JOIN, UPLOAD -> false;
        };
    }
}
