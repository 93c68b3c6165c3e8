// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import org.awaitility.Awaitility;
import org.slf4j.LoggerFactory;

/// The loggers as Logback has them. Who is first to log, in any thread, sets them up; until then there are others in
/// their place.
public final class Loggers {

    private Loggers() {}

    public static Logger of(String name) {
        Awaitility.await().until(() -> LoggerFactory.getILoggerFactory() instanceof LoggerContext);
        return ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(name);
    }
}
