// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.component;

import im.wardroom.server.audit.AuditTrail;
import im.wardroom.server.delivery.EntityHost;
import im.wardroom.server.guarding.Guarding;
import im.wardroom.server.routing.Router;
import im.wardroom.server.session.SessionOptions;
import im.wardroom.server.stream.StreamOptions;
import im.wardroom.xmpp.address.Domain;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.atomic.LongAdder;

/// What the streams of all components share.
///
/// @param main the server's main domain, which asks a silent component whether it is there
/// @param streams bounds of what has not proved itself, and of stanzas
/// @param sessions bounds of what is under way, and times of silence
/// @param trail where it is written down who connected and who did not know the secret
/// @param overflows how many peers were dropped because they did not read
public record ComponentServices(
        Components components,
        Domain main,
        Router router,
        Guarding guarding,
        EntityHost accounts,
        StreamOptions streams,
        SessionOptions sessions,
        Clock clock,
        SecureRandom random,
        AuditTrail trail,
        LongAdder overflows) {}
