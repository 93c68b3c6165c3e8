// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.stream;

import im.wardroom.xmpp.xml.XmlLimits;
import java.time.Duration;

/// What a stream may do before and after sign-in.
///
/// @param strangerLimits what the parser allows before sign-in
/// @param memberLimits what it allows afterwards
/// @param signInTimeout how long a peer may take from connecting to being signed in
/// @param maxStrangers connections that are not signed in; the oldest gives way to a new one
/// @param maxStrangersPerAddress those of one address; past it, new ones are refused
/// @param maxFailures failed sign-ins on one stream
/// @param maxStrangerRequests requests on one stream before sign-in
public record StreamOptions(
        XmlLimits strangerLimits,
        XmlLimits memberLimits,
        Duration signInTimeout,
        int maxStrangers,
        int maxStrangersPerAddress,
        int maxFailures,
        int maxStrangerRequests) {

    public static final StreamOptions DEFAULT = new StreamOptions(
            XmlLimits.DEFAULT.withStanzaBytes(10 * 1024), XmlLimits.DEFAULT, Duration.ofSeconds(30), 5_000, 500, 5, 20);
}
