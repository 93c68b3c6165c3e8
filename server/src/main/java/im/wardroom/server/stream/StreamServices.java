// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.stream;

import im.wardroom.server.authentication.Authenticator;
import im.wardroom.server.session.SessionServices;
import im.wardroom.xmpp.address.Domain;
import java.security.SecureRandom;
import java.util.SequencedSet;
import java.util.concurrent.Executor;

/// What every stream shares.
///
/// @param domains those that are served; the first is named to peers that ask for one that is not
/// @param blocking runs what may block
public record StreamServices(
        SequencedSet<Domain> domains,
        Authenticator authenticator,
        SessionServices sessions,
        StreamOptions options,
        Lobby lobby,
        Executor blocking,
        SecureRandom random) {}
