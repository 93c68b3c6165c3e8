// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.host;

import im.wardroom.watch.packet.Address;
import im.wardroom.watch.service.Directory;
import im.wardroom.watch.service.Entry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// The addresses that the directory's own names have at present. An address that serves several services, or names
/// that are shared with others, says nothing and is left out. Immutable, for any thread.
public final class PeerNames {

    /// Nothing was looked up.
    public static final PeerNames NONE = new PeerNames(Map.of(), Set.of(), 0);

    private static final int AT_A_TIME = 16;

    private final Map<Address, Entry> owners;
    private final Set<Address> allowed;
    private final int unanswered;

    private PeerNames(Map<Address, Entry> owners, Set<Address> allowed, int unanswered) {
        this.owners = owners;
        this.allowed = allowed;
        this.unanswered = unanswered;
    }

    /// Asks for the addresses of a name.
    public interface Resolver {

        /// Of the system, which sends questions to DNS where it is set up so.
        Resolver SYSTEM = name -> List.of(InetAddress.getAllByName(name));

        List<InetAddress> addresses(String name) throws UnknownHostException;
    }

    /// Looks up all names of the directory that are a service's own or allowed; what is not answered in time is left
    /// out.
    public static PeerNames lookUp(Directory directory, Resolver resolver, Duration patience)
            throws InterruptedException {
        Map<Entry, List<InetAddress>> answers = new ConcurrentHashMap<>();
        List<Entry> wanted = directory.entries().stream()
                .filter(entry -> isWanted(directory, entry))
                .distinct()
                .toList();
        // Not closed, which would wait for those that do not answer; they end with the program.
        ExecutorService threads = Executors.newFixedThreadPool(
                AT_A_TIME, Thread.ofPlatform().daemon().name("look-up-", 0).factory());
        try {
            List<Future<?>> _ = wanted.stream()
                    .<Future<?>>map(entry -> threads.submit(() -> ask(entry, resolver, answers)))
                    .toList();
            threads.shutdown();
            boolean _ = threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            threads.shutdownNow();
        }
        return of(wanted, Map.copyOf(answers));
    }

    private static boolean isWanted(Directory directory, Entry entry) {
        if (entry.kind() != Entry.Kind.HOST && entry.kind() != Entry.Kind.EXACT) {
            return false;
        }
        // Not what another line has taken out again.
        return entry.isAllowed()
                ? directory.allows(entry.value())
                : entry.isOwn() && directory.host(entry.value()).equals(Optional.of(entry));
    }

    private static void ask(Entry entry, Resolver resolver, Map<Entry, List<InetAddress>> answers) {
        try {
            answers.put(entry, resolver.addresses(entry.value()));
        } catch (UnknownHostException nobody) {
            // Many names of the directory have no address of their own, only the names below them.
            answers.put(entry, List.of());
        }
    }

    private static PeerNames of(List<Entry> wanted, Map<Entry, List<InetAddress>> answers) {
        Map<Address, Entry> owners = new HashMap<>();
        Set<Address> allowed = new HashSet<>();
        Set<Address> disputed = new HashSet<>();
        wanted.forEach(entry -> answers.getOrDefault(entry, List.of()).forEach(it -> {
            Address address = Address.of(it);
            if (entry.isAllowed()) {
                allowed.add(address);
            } else {
                Entry other = owners.putIfAbsent(address, entry);
                if (other != null && !other.service().equals(entry.service())) {
                    disputed.add(address);
                }
            }
        }));
        owners.keySet().removeAll(disputed);
        return new PeerNames(owners, allowed, wanted.size() - answers.size());
    }

    Optional<Entry> of(Address address) {
        return Optional.ofNullable(owners.get(address));
    }

    boolean allows(Address address) {
        return allowed.contains(address);
    }

    /// Names whose answer did not come in time.
    public int unanswered() {
        return unanswered;
    }
}
