// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.resolve;

import im.wardroom.watch.block.LeftOut;
import im.wardroom.watch.block.Name;
import im.wardroom.watch.block.NameRule;
import im.wardroom.watch.block.RuleBook;
import im.wardroom.watch.block.Rules;
import im.wardroom.watch.block.Selection;
import im.wardroom.watch.packet.Address;
import im.wardroom.watch.service.Directory;
import im.wardroom.watch.service.Entry;
import im.wardroom.watch.service.Service;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What all names of some services resolve to now. The names that must go on are looked up as well, those that are
/// shared and those that are below theirs, so that no rule by address stops them.
///
/// @param names how many were looked up
/// @param sightings the addresses
/// @param answered the names of which all addresses were told, be it none
/// @param missing the names that do not exist
/// @param failed the names of which nobody knows, and why
public record Survey(
        int names, List<Sighting> sightings, Set<Name> answered, Set<Name> missing, Map<Name, String> failed) {

    private static final int AT_A_TIME = 4;

    public static Survey of(Directory directory, Set<Service> services, NameServer server, Instant now)
            throws InterruptedException {
        Rules rules = RuleBook.rules(directory, new Selection(services, false), List.of());
        Set<Name> names = new TreeSet<>(rules.names().eachDenied());
        rules.names().passed().stream().map(NameRule::name).forEach(names::add);
        rules.leftOut().stream()
                .filter(LeftOut::isName)
                .map(left -> new Name(left.what()))
                .forEach(names::add);
        return new Surveyor(directory, services, server, now).look(names);
    }

    private record Surveyor(
            Directory directory, Set<Service> services, NameServer server, Ownership ownership, Instant now) {

        Surveyor(Directory directory, Set<Service> services, NameServer server, Instant now) {
            this(directory, services, server, new Ownership(directory, server, Clouds.standard()), now);
        }

        Survey look(Set<Name> names) throws InterruptedException {
            Map<Name, Found> found = new TreeMap<>();
            try (ExecutorService threads =
                    Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory())) {
                Map<Name, Future<Found>> pending = new TreeMap<>();
                names.forEach(name -> pending.put(name, threads.submit(() -> look(name))));
                for (Map.Entry<Name, Future<Found>> entry : pending.entrySet()) {
                    found.put(entry.getKey(), entry.getValue().get());
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
            return survey(found);
        }

        private record Found(Answer answer, List<Sighting> sightings) {}

        private Found look(Name name) {
            Answer answer = server.addresses(name.text());
            List<Sighting> sightings = new ArrayList<>();
            if (answer instanceof Answer.Found(List<Address> addresses, List<String> aliases, boolean _)) {
                for (Address address : addresses) {
                    String why = shared(name, aliases, address).orElse("");
                    sightings.add(new Sighting(name, address, why.isEmpty(), why, now, now, false));
                }
            }
            return new Found(answer, sightings);
        }

        private Optional<String> shared(Name name, List<String> aliases, Address address) {
            Entry entry = directory.host(name.text()).orElse(null);
            if (entry == null || entry.service().filter(services::contains).isEmpty()) {
                return Optional.of("of a name that is not to be denied");
            }
            return entry.isOwn()
                    ? ownership.shared(entry.service().get(), aliases, address)
                    : Optional.of("of a name that is shared");
        }

        private static Survey survey(Map<Name, Found> found) {
            List<Sighting> sightings = new ArrayList<>();
            Set<Name> answered = new HashSet<>();
            Set<Name> missing = new TreeSet<>();
            Map<Name, String> failed = new TreeMap<>();
            found.forEach((name, one) -> {
                sightings.addAll(one.sightings());
                switch (one.answer()) {
                    case Answer.Found(List<Address> _, List<String> _, boolean isComplete) -> {
                        if (isComplete) {
                            answered.add(name);
                        }
                    }
                    case Answer.NoAddress() -> answered.add(name);
                    case Answer.NoSuchName() -> {
                        answered.add(name);
                        missing.add(name);
                    }
                    case Answer.Failed(String why) -> failed.put(name, why);
                }
            });
            return new Survey(found.size(), sightings, answered, missing, failed);
        }
    }
}
