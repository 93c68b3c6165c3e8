// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.live;

import static im.wardroom.watch.live.NativeFunction.INT;
import static im.wardroom.watch.live.NativeFunction.LONG;
import static im.wardroom.watch.live.NativeFunction.POINTER;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;

/// The functions of libpcap (pcap(3pcap)), if it is installed.
final class Pcap {

    /// Debian's name of it, and everybody else's.
    private static final List<String> NAMES = List.of("libpcap.so.1", "libpcap.so.0.8");

    final NativeFunction create;
    final NativeFunction setSnaplen;
    final NativeFunction setPromisc;
    final NativeFunction setTimeout;
    final NativeFunction setBufferSize;
    final NativeFunction activate;
    final NativeFunction setNonblock;
    final NativeFunction selectable;
    final NativeFunction datalink;
    final NativeFunction compile;
    final NativeFunction setFilter;
    final NativeFunction freeCode;
    final NativeFunction stats;
    final NativeFunction error;
    final NativeFunction close;

    /// `int pcap_next_ex(pcap_t *, struct pcap_pkthdr **, const u_char **)`
    final MethodHandle next;

    private Pcap(SymbolLookup library) {
        create = NativeFunction.of(library, "pcap_create", LONG, POINTER, POINTER);
        setSnaplen = of(library, "pcap_set_snaplen", POINTER, INT);
        setPromisc = of(library, "pcap_set_promisc", POINTER, INT);
        setTimeout = of(library, "pcap_set_timeout", POINTER, INT);
        setBufferSize = of(library, "pcap_set_buffer_size", POINTER, INT);
        activate = of(library, "pcap_activate", POINTER);
        setNonblock = of(library, "pcap_setnonblock", POINTER, INT, POINTER);
        selectable = of(library, "pcap_get_selectable_fd", POINTER);
        datalink = of(library, "pcap_datalink", POINTER);
        compile = of(library, "pcap_compile", POINTER, POINTER, POINTER, INT, INT);
        setFilter = of(library, "pcap_setfilter", POINTER, POINTER);
        freeCode = NativeFunction.ofVoid(library, "pcap_freecode", POINTER);
        stats = of(library, "pcap_stats", POINTER, POINTER);
        error = NativeFunction.of(library, "pcap_geterr", LONG, POINTER);
        close = NativeFunction.ofVoid(library, "pcap_close", POINTER);
        next = Linker.nativeLinker()
                .downcallHandle(
                        library.findOrThrow("pcap_next_ex"), FunctionDescriptor.of(INT, POINTER, POINTER, POINTER));
    }

    private static NativeFunction of(SymbolLookup library, String name, MemoryLayout... arguments) {
        return NativeFunction.of(library, name, INT, arguments);
    }

    /// Empty where it is not installed.
    static Optional<Pcap> find() {
        for (String name : NAMES) {
            try {
                return Optional.of(new Pcap(SymbolLookup.libraryLookup(name, Arena.global())));
            } catch (IllegalArgumentException e) {
                // Not under this name.
                continue;
            }
        }
        return Optional.empty();
    }
}
