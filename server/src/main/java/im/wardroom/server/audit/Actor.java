// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.audit;

import java.util.function.Supplier;

/// In whose name something is done on this thread, for what is written down further inside.
public final class Actor {

    private static final ScopedValue<String> CURRENT = ScopedValue.newInstance();

    private Actor() {}

    public static <T> T as(String actor, Supplier<T> deed) {
        return ScopedValue.where(CURRENT, actor).call(deed::get);
    }

    /// @param own whoever it is if nobody says: people who change what is theirs
    public static String current(Object own) {
        return CURRENT.isBound() ? CURRENT.get() : own.toString();
    }
}
