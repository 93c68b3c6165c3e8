// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.live;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;

/// A function of a C library, for calls that are rare: what is called for each packet has a handle of its own.
/// Addresses are answered as numbers.
final class NativeFunction {

    /// How C calls the types that are used here.
    static final MemoryLayout INT = JAVA_INT;

    static final MemoryLayout LONG = JAVA_LONG;
    static final MemoryLayout POINTER = ADDRESS;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final long ERRNO = STATE.byteOffset(PathElement.groupElement("errno"));
    private static final MethodHandle STRERROR = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("strerror"), FunctionDescriptor.of(ADDRESS, JAVA_INT));

    private final String name;
    private final MethodHandle handle;

    private NativeFunction(String name, MethodHandle handle) {
        this.name = name;
        this.handle = handle;
    }

    static NativeFunction of(SymbolLookup library, String name, MemoryLayout result, MemoryLayout... arguments) {
        return of(library, name, FunctionDescriptor.of(result, arguments), Linker.Option.captureCallState("errno"));
    }

    static NativeFunction ofVoid(SymbolLookup library, String name, MemoryLayout... arguments) {
        return of(library, name, FunctionDescriptor.ofVoid(arguments), Linker.Option.captureCallState("errno"));
    }

    /// One that takes any number of arguments after the first ones.
    static NativeFunction variadic(
            SymbolLookup library, int fixed, String name, MemoryLayout result, MemoryLayout... arguments) {
        return of(
                library,
                name,
                FunctionDescriptor.of(result, arguments),
                Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(fixed));
    }

    private static NativeFunction of(
            SymbolLookup library, String name, FunctionDescriptor descriptor, Linker.Option... options) {
        return new NativeFunction(name, LINKER.downcallHandle(library.findOrThrow(name), descriptor, options));
    }

    static SymbolLookup libc() {
        return LINKER.defaultLookup();
    }

    /// @throws SystemCallException if it answers -1
    long call(Object... arguments) throws SystemCallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            long answer = invoke(state, arguments);
            if (answer == -1) {
                int number = state.get(JAVA_INT, ERRNO);
                throw new SystemCallException(name, number, reason(number));
            }
            return answer;
        }
    }

    /// What it answers, whatever that means.
    long answer(Object... arguments) {
        try (Arena arena = Arena.ofConfined()) {
            return invoke(arena.allocate(STATE), arguments);
        }
    }

    private long invoke(MemorySegment state, Object... arguments) {
        List<Object> all = new ArrayList<>(arguments.length + 1);
        all.add(state);
        all.addAll(List.of(arguments));
        try {
            return handle.invokeWithArguments(all) instanceof Number number ? number.longValue() : 0;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static String reason(int number) {
        try {
            return text(((MemorySegment) STRERROR.invokeExact(number)).address());
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// The text that stands at an address, up to its zero.
    static String text(long address) {
        return MemorySegment.ofAddress(address).reinterpret(Integer.MAX_VALUE).getString(0);
    }

    /// A handle may throw anything, but those of C functions do not.
    static IllegalStateException unexpected(Throwable thrown) {
        return switch (thrown) {
            case Error error -> throw error;
            case RuntimeException failure -> throw failure;
            default -> new IllegalStateException(thrown);
        };
    }
}
