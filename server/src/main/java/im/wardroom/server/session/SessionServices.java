// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.session;

import im.wardroom.server.delivery.Directory;
import im.wardroom.server.delivery.EntityHost;
import im.wardroom.server.extension.Extensions;
import im.wardroom.server.guarding.Guarding;
import im.wardroom.server.routing.Router;
import java.time.Clock;
import java.util.concurrent.atomic.LongAdder;

/// What every session shares.
///
/// @param overflows how many clients were dropped because they did not read
public record SessionServices(
        Router router,
        Guarding guarding,
        EntityHost accounts,
        Directory directory,
        Resumptions resumptions,
        Extensions extensions,
        SessionOptions options,
        Clock clock,
        LongAdder overflows) {}
