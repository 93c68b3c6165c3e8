// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.extension;

import im.wardroom.server.extension.command.AdHocCommand;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.xml.Element;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The assembled features: who reacts to what, in which order. Immutable after assembly.
public final class Extensions {

    /// A request or element, by its payload.
    public record Key(String namespace, String name) {
        public static Key of(Element element) {
            return new Key(element.namespace(), element.name());
        }
    }

    /// An admission check and the documents that it looks at.
    public record Admitting(String namespace, Hooks.Admission check) {}

    /// A hook of the archive and the documents that it looks at.
    public record Archiver(String namespace, Hooks.Archiving archiving) {}

    /// A stamp of presence and the documents that it looks at.
    public record Stamping(String namespace, Hooks.Stamp stamp) {}

    /// @param type within the category
    public record Identity(String category, String type) {}

    private final List<Feature> features;
    private final Map<Key, Hooks.AccountRequest> account = new LinkedHashMap<>();
    private final Map<Key, Hooks.LogRequest> log = new LinkedHashMap<>();
    private final Map<Key, Hooks.ServerRequest> server = new LinkedHashMap<>();
    private final Map<Key, Hooks.StrangerRequest> stranger = new LinkedHashMap<>();
    private final Map<Key, Hooks.Nonza> nonzas = new LinkedHashMap<>();
    private final Map<Key, Consumer<AccountContext.DeviceView>> binds = new LinkedHashMap<>();
    private final Map<Key, Predicate<AccountContext.DeviceView>> bound = new LinkedHashMap<>();
    private final Set<Key> bindNonzas = new LinkedHashSet<>();
    private final Set<String> loaded = new LinkedHashSet<>();
    private final List<Hooks.Witness> witnesses = new ArrayList<>();
    private final List<Admitting> admissions = new ArrayList<>();
    private final List<Hooks.Keeping> keepings = new ArrayList<>();
    private final List<Archiver> archivers = new ArrayList<>();
    private final List<Hooks.Superseding> supersedings = new ArrayList<>();
    private final List<Hooks.Copying> copyings = new ArrayList<>();
    private final List<Hooks.Waker> wakers = new ArrayList<>();
    private final List<Hooks.Farewell> farewells = new ArrayList<>();
    private final List<Hooks.Gate> gates = new ArrayList<>();
    private final Map<Key, Hooks.AccountRequest> member = new LinkedHashMap<>();
    private final List<Hooks.Approval> approvals = new ArrayList<>();
    private final List<Stamping> stampings = new ArrayList<>();
    private final List<Hooks.Attendance> attendances = new ArrayList<>();
    private final List<Hooks.Filter> filters = new ArrayList<>();
    private final Map<String, List<Hooks.Follower>> followers = new LinkedHashMap<>();
    private final List<Identity> accountIdentities = new ArrayList<>();
    private Hooks.@Nullable Disclosure disclosure;
    private final List<Hooks.ServerNodes> serverNodes = new ArrayList<>();
    private final Map<String, AdHocCommand> commands = new LinkedHashMap<>();
    private final List<Service> services = new ArrayList<>();
    private final List<Consumer<ServerActions>> connected = new ArrayList<>();
    private final List<Consumer<Extensions>> listeners = new ArrayList<>();
    private final Set<String> serverFeatures = new LinkedHashSet<>();
    private final Set<String> accountFeatures = new LinkedHashSet<>();
    private final List<Function<Domain, @Nullable Element>> strangerOffers = new ArrayList<>();
    private final List<Function<Domain, @Nullable Element>> offers = new ArrayList<>();
    private final Map<Stage, List<String>> order = new EnumMap<>(Stage.class);

    public Extensions(List<Feature> features) {
        this.features = List.copyOf(features);
        for (Feature feature : features) {
            feature.install(new Registration(feature.getClass().getSimpleName()));
        }
        listeners.forEach(listener -> listener.accept(this));
    }

    /// Gives the features the server that they are part of.
    public void connect(ServerActions actions) {
        connected.forEach(listener -> listener.accept(actions));
    }

    public List<Feature> features() {
        return features;
    }

    public Hooks.@Nullable AccountRequest account(Element payload) {
        return account.get(Key.of(payload));
    }

    public Hooks.@Nullable AccountRequest member(Element payload) {
        return member.get(Key.of(payload));
    }

    public Hooks.@Nullable LogRequest log(Element payload) {
        return log.get(Key.of(payload));
    }

    public List<Service> services() {
        return services;
    }

    public List<Hooks.Approval> approvals() {
        return approvals;
    }

    public List<Stamping> stampings() {
        return stampings;
    }

    public List<Hooks.Attendance> attendances() {
        return attendances;
    }

    public List<Hooks.Filter> filters() {
        return filters;
    }

    public List<Hooks.Follower> followers(String namespace) {
        return followers.getOrDefault(namespace, List.of());
    }

    public List<Identity> accountIdentities() {
        return accountIdentities;
    }

    public Hooks.@Nullable Disclosure disclosure() {
        return disclosure;
    }

    public List<Hooks.ServerNodes> serverNodes() {
        return serverNodes;
    }

    /// By their nodes, in order.
    public Map<String, AdHocCommand> commands() {
        return Collections.unmodifiableMap(commands);
    }

    public Hooks.@Nullable ServerRequest server(Element payload) {
        return server.get(Key.of(payload));
    }

    public Hooks.@Nullable StrangerRequest stranger(Element payload) {
        return stranger.get(Key.of(payload));
    }

    public Hooks.@Nullable Nonza nonza(Element element) {
        return nonzas.get(Key.of(element));
    }

    public @Nullable Consumer<AccountContext.DeviceView> bind(Element request) {
        return binds.get(Key.of(request));
    }

    /// The requests that a device would have to make to be as this one is.
    public List<Element> bindsOf(AccountContext.DeviceView device) {
        return bound.entrySet().stream()
                .filter(e -> e.getValue().test(device))
                .map(e -> Element.of(e.getKey().namespace(), e.getKey().name()))
                .toList();
    }

    /// What may stand inside of a Bind 2 request, to advertise it.
    public List<String> bindFeatures() {
        Set<String> namespaces = new LinkedHashSet<>();
        binds.keySet().forEach(k -> namespaces.add(k.namespace()));
        bindNonzas.forEach(k -> namespaces.add(k.namespace()));
        return List.copyOf(namespaces);
    }

    public boolean isBindNonza(Element request) {
        return bindNonzas.contains(Key.of(request));
    }

    public Set<String> loadedNamespaces() {
        return loaded;
    }

    public List<Hooks.Witness> witnesses() {
        return witnesses;
    }

    public List<Admitting> admissions() {
        return admissions;
    }

    public List<Hooks.Keeping> keepings() {
        return keepings;
    }

    public List<Archiver> archivers() {
        return archivers;
    }

    public List<Hooks.Superseding> supersedings() {
        return supersedings;
    }

    public List<Hooks.Copying> copyings() {
        return copyings;
    }

    public List<Hooks.Waker> wakers() {
        return wakers;
    }

    public List<Hooks.Farewell> farewells() {
        return farewells;
    }

    public List<Hooks.Gate> gates() {
        return gates;
    }

    public Set<String> serverFeatures() {
        return serverFeatures;
    }

    public Set<String> accountFeatures() {
        return accountFeatures;
    }

    public List<Element> offersToStrangers(Domain domain) {
        return elements(strangerOffers, domain);
    }

    public List<Element> offers(Domain domain) {
        return elements(offers, domain);
    }

    private static List<Element> elements(List<Function<Domain, @Nullable Element>> sources, Domain domain) {
        return sources.stream()
                .map(f -> f.apply(domain))
                .filter(Objects::nonNull)
                .map(Element.class::cast)
                .toList();
    }

    /// One line for each stage that features take part in, in order; a golden file shows every change of it.
    public List<String> journey() {
        return order.entrySet().stream()
                .map(e -> "%-8s %s"
                        .formatted(e.getKey().name().toLowerCase(Locale.ROOT), String.join(", ", e.getValue())))
                .toList();
    }

    /// Takes the hooks of one feature.
    private final class Registration implements Hooks {

        private final String feature;

        Registration(String feature) {
            this.feature = feature;
        }

        private Hooks note(Stage stage) {
            List<String> names = order.computeIfAbsent(stage, s -> new ArrayList<>());
            if (!names.contains(feature)) {
                names.add(feature);
            }
            return this;
        }

        private <H> void put(Map<Key, H> map, String namespace, String name, H handler) {
            if (map.putIfAbsent(new Key(namespace, name), handler) != null) {
                throw new IllegalStateException("two features handle {" + namespace + "}" + name);
            }
        }

        @Override
        public Hooks account(String namespace, String name, AccountRequest handler) {
            put(account, namespace, name, handler);
            return note(Stage.ACCOUNT);
        }

        @Override
        public Hooks log(String namespace, String name, LogRequest handler) {
            put(log, namespace, name, handler);
            return this;
        }

        @Override
        public Hooks service(Service service) {
            if (services.stream().anyMatch(other -> other.label().equals(service.label()))) {
                throw new IllegalStateException("two services are called " + service.label());
            }
            services.add(service);
            return this;
        }

        @Override
        public Hooks member(String namespace, String name, AccountRequest handler) {
            put(member, namespace, name, handler);
            return note(Stage.MEMBER);
        }

        @Override
        public Hooks approve(Approval approval) {
            approvals.add(approval);
            return note(Stage.APPROVE);
        }

        @Override
        public Hooks stamp(String namespace, Stamp stamp) {
            loaded.add(namespace);
            stampings.add(new Stamping(namespace, stamp));
            return note(Stage.PRESENCE);
        }

        @Override
        public Hooks attend(Attendance attendance) {
            attendances.add(attendance);
            return note(Stage.ATTEND);
        }

        @Override
        public Hooks filter(Filter filter) {
            filters.add(filter);
            return note(Stage.FILTER);
        }

        @Override
        public Hooks follow(String namespace, Follower follower) {
            followers.computeIfAbsent(namespace, n -> new ArrayList<>()).add(follower);
            return note(Stage.FOLLOW);
        }

        @Override
        public Hooks accountIdentity(String category, String type) {
            accountIdentities.add(new Identity(category, type));
            return this;
        }

        @Override
        public Hooks disclose(Disclosure source) {
            if (disclosure != null) {
                throw new IllegalStateException("two features disclose what accounts have");
            }
            disclosure = source;
            return this;
        }

        @Override
        public Hooks serverNodes(ServerNodes nodes) {
            serverNodes.add(nodes);
            return this;
        }

        @Override
        public Hooks command(AdHocCommand command) {
            if (commands.putIfAbsent(command.node(), command) != null) {
                throw new IllegalStateException("two commands are called " + command.node());
            }
            return note(Stage.COMMAND);
        }

        @Override
        public Hooks connected(Consumer<ServerActions> listener) {
            connected.add(listener);
            return this;
        }

        @Override
        public Hooks server(String namespace, String name, ServerRequest handler) {
            put(server, namespace, name, handler);
            return note(Stage.SERVER);
        }

        @Override
        public Hooks stranger(String namespace, String name, StrangerRequest handler) {
            put(stranger, namespace, name, handler);
            return note(Stage.STRANGER);
        }

        @Override
        public Hooks loads(String namespace) {
            loaded.add(namespace);
            return this;
        }

        @Override
        public Hooks witness(Witness witness) {
            witnesses.add(witness);
            return note(Stage.WITNESS);
        }

        @Override
        public Hooks admit(String namespace, Admission admission) {
            loaded.add(namespace);
            admissions.add(new Admitting(namespace, admission));
            return note(Stage.ADMIT);
        }

        @Override
        public Hooks keep(Keeping keeping) {
            keepings.add(keeping);
            return note(Stage.KEEP);
        }

        @Override
        public Hooks archive(String namespace, Archiving archiving) {
            loaded.add(namespace);
            archivers.add(new Archiver(namespace, archiving));
            return note(Stage.ARCHIVE);
        }

        @Override
        public Hooks supersede(Superseding superseding) {
            supersedings.add(superseding);
            return note(Stage.ARCHIVE);
        }

        @Override
        public Hooks copy(Copying copying) {
            copyings.add(copying);
            return note(Stage.COPY);
        }

        @Override
        public Hooks wake(Waker waker) {
            wakers.add(waker);
            return note(Stage.WAKE);
        }

        @Override
        public Hooks farewell(Farewell farewell) {
            farewells.add(farewell);
            return note(Stage.FAREWELL);
        }

        @Override
        public Hooks assembled(Consumer<Extensions> listener) {
            listeners.add(listener);
            return this;
        }

        @Override
        public Hooks gate(Gate gate) {
            gates.add(gate);
            return note(Stage.GATE);
        }

        @Override
        public Hooks nonza(String namespace, String name, Nonza handler) {
            put(nonzas, namespace, name, handler);
            return note(Stage.NONZA);
        }

        @Override
        public Hooks bind(
                String namespace,
                String name,
                Consumer<AccountContext.DeviceView> handler,
                Predicate<AccountContext.DeviceView> on) {
            put(binds, namespace, name, handler);
            put(bound, namespace, name, on);
            return note(Stage.BIND);
        }

        @Override
        public Hooks bindNonza(String namespace, String name) {
            bindNonzas.add(new Key(namespace, name));
            return note(Stage.BIND);
        }

        @Override
        public Hooks serverFeature(String... names) {
            serverFeatures.addAll(List.of(names));
            return this;
        }

        @Override
        public Hooks accountFeature(String... names) {
            accountFeatures.addAll(List.of(names));
            return this;
        }

        @Override
        public Hooks offerToStrangers(Function<Domain, @Nullable Element> offer) {
            strangerOffers.add(offer);
            return this;
        }

        @Override
        public Hooks offer(Function<Domain, @Nullable Element> offer) {
            offers.add(offer);
            return this;
        }
    }
}
