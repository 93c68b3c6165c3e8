// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.extension;

/// A typed place for what a feature remembers of a device. Compared by identity.
///
/// @param name for logs
/// @param initial the value of a device that has none yet
public final class Slot<T> {

    private final String name;
    private final T initial;

    private Slot(String name, T initial) {
        this.name = name;
        this.initial = initial;
    }

    public static <T> Slot<T> of(String name, T initial) {
        return new Slot<>(name, initial);
    }

    public T initial() {
        return initial;
    }

    @Override
    public String toString() {
        return name;
    }
}
