// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import im.wardroom.server.credential.Secret;
import im.wardroom.store.sql.Location;
import im.wardroom.xmpp.address.Domain;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What an administrator can choose, as `wardroom.toml` says it. Every key has a safe default.
public record Configuration(
        @Doc("The domains of this server; the first is the main one.") @Default("localhost")
        List<Domain> domains,

        @Doc("The folder that holds everything the server keeps, relative to the folder of this file.") @Default("data")
        Path data,

        @Doc("Where accounts, rosters and messages are kept; SQLite in the data folder by default.")
        StoreSection store,

        @Doc("Where clients connect; \"off\" turns a listener off.")
        ListenSection listen,

        @Doc("The web client, and others in a browser.") WebSection web,

        @Doc("Certificates of your own; without them the server makes an authority and certificates itself.")
        TlsSection tls,

        @Doc("What one connection may do before it is closed.")
        StreamSection stream,

        @Doc("Devices that are signed in.") SessionsSection sessions,
        @Doc("How people prove who they are.") AuthenticationSection authentication,

        @Doc("What wrong passwords cost whoever tries them.")
        LockoutSection lockout,

        @Doc("What a new password must be like.") PasswordSection password,
        @Doc("Who may make an account.") RegistrationSection registration,

        @Doc("Whom people and other administrators can turn to (XEP-0157); each a mailto:, xmpp: or https: address.")
        ContactSection contact,

        @Doc("What stays of messages when they are delivered.")
        ArchiveSection archive,

        @Doc("Programs that serve a domain beside this server.")
        List<ComponentSection> component,

        @Doc("Waking devices that are not connected (XEP-0357).")
        PushSection push,

        @Doc("Bytes between two devices that the server does not inspect.")
        TransfersSection transfers,

        @Doc("Rooms in which several people talk.") RoomsSection rooms,

        @Doc("Files that people upload (XEP-0363), over HTTPS.")
        UploadsSection uploads,

        @Doc("Nodes on a domain of their own to which people publish (XEP-0060); accounts have theirs in any case.")
        PubSubSection pubsub,

        @Doc("Where people of a domain find each other.") DirectorySection directory,

        @Doc("Services outside of XMPP that clients are told of, such as relays for calls (XEP-0215).")
        List<ExternalServiceSection> externalService,

        @Doc("What inspects messages, files and links.") GuardSection guard,
        @Doc("What one account may keep.") LimitsSection limits,

        @Doc("The audit log: who signed in, who did what to whom, what the guard stopped; it is always written.")
        AuditSection audit,

        @Doc("Numbers for Prometheus: how busy the server is, and what the guard stops.")
        MetricsSection metrics,

        @Doc("What is written down about the server's work.")
        LogSection log)
        implements Checked {

    public static Configuration defaults() {
        return Binder.defaults(Configuration.class);
    }

    /// @param file its name, for problems
    public static Configuration parse(String file, String content) throws ConfigurationException {
        return Binder.bind(Configuration.class, file, content);
    }

    /// Reads a file; a relative data folder or certificate is taken relative to the file's folder.
    ///
    /// @throws IOException if it cannot be read
    public static Configuration load(Path file) throws ConfigurationException, IOException {
        String content;
        try {
            content = Files.readString(file);
        } catch (MalformedInputException e) {
            throw new ConfigurationException(
                    List.of(new Problem(file.toString(), 1, 1, "bytes that are not UTF-8", "text in UTF-8")));
        }
        Path folder = file.toAbsolutePath().getParent();
        return parse(file.toString(), content).relativeTo(folder == null ? Path.of("/") : folder);
    }

    /// Where the database is.
    public Location location() {
        return store.url().<Location>map(Location.Postgres::new).orElseGet(() -> new Location.Folder(data));
    }

    /// Where a key such as `store.url` is in a file, as problems say it; the file alone if it does not have the
    /// key.
    public static String place(Path file, String key) {
        return Binder.place(file, key);
    }

    /// The domains on which there are archives: those of accounts and those of rooms.
    public List<Domain> archiveDomains() {
        return Stream.concat(domains.stream(), domains.stream().map(rooms::domain))
                .toList();
    }

    /// The domain of the administrator, and of names that are given without a domain.
    public Domain mainDomain() {
        return domains.getFirst();
    }

    public Configuration relativeTo(Path folder) {
        return with(
                domains,
                folder.resolve(data).normalize(),
                tls.relativeTo(folder),
                web.relativeTo(folder),
                audit.relativeTo(folder),
                guard.relativeTo(folder));
    }

    public Configuration withDomains(List<Domain> changed) {
        return with(List.copyOf(changed), data, tls, web, audit, guard);
    }

    public Configuration withData(Path changed) {
        return with(domains, changed, tls, web, audit, guard);
    }

    private Configuration with(
            List<Domain> newDomains,
            Path newData,
            TlsSection newTls,
            WebSection newWeb,
            AuditSection newAudit,
            GuardSection newGuard) {
        return new Configuration(
                newDomains,
                newData,
                store,
                listen,
                newWeb,
                newTls,
                stream,
                sessions,
                authentication,
                lockout,
                password,
                registration,
                contact,
                archive,
                component,
                push,
                transfers,
                rooms,
                uploads,
                pubsub,
                directory,
                externalService,
                newGuard,
                limits,
                newAudit,
                metrics,
                log);
    }

    @Override
    public void check(Findings findings) {
        if (domains.isEmpty()) {
            findings.add("domains", "an empty list", "at least one domain");
        }
        Set<Domain> seen = new HashSet<>();
        for (Domain domain : domains) {
            if (!seen.add(domain)) {
                findings.add("domains", "\"" + domain + "\" twice", "each domain once");
            }
            labels().forEach((key, label) -> checkLabel(key, label, domain, findings));
        }
        checkLabels(findings);
        checkComponents(findings);
        if (metrics.enabled() && listen.https().equals(ListenAddress.OFF)) {
            findings.add("metrics.enabled", "metrics, and no listener for them", "an address under listen.https");
        }
        for (CertificateSection certificate : tls.certificate()) {
            certificate
                    .domain()
                    .filter(d -> !domains.contains(d))
                    .ifPresent(d -> findings.add(
                            "tls", "a certificate for \"" + d + '"', "a domain that is listed under domains"));
        }
    }

    private void checkLabels(Findings findings) {
        Set<String> taken = new HashSet<>();
        labels().forEach((key, label) -> {
            if (!taken.add(label)) {
                findings.add(key, '"' + label + "\", which another service has", "a label of its own");
            }
        });
    }

    /// The hosts from which people download what was uploaded.
    public Set<String> uploadHosts() {
        return Stream.concat(
                        domains.stream().map(Domain::value),
                        web.publicUrl().stream().map(url -> URI.create(url).getHost()))
                .collect(Collectors.toSet());
    }

    /// What the domains of services are called in front of the server's.
    public Set<String> serviceLabels() {
        return Set.copyOf(labels().values());
    }

    /// As above, by the keys that say so.
    private Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("rooms.label", rooms.label());
        labels.put("uploads.label", uploads.label());
        labels.put("pubsub.label", pubsub.label());
        labels.put("directory.label", directory.label());
        labels.put("guard.label", guard.label());
        if (hasProxy()) {
            labels.put("transfers.proxy-label", transfers.proxyLabel());
        }
        return labels;
    }

    /// Services and accounts do not share a domain.
    private void checkLabel(String key, String label, Domain parent, Findings findings) {
        Domain made = new Domain(label + '.' + parent);
        if (domains.contains(made)) {
            findings.add(key, '"' + label + "\" makes " + made + ", which is a domain of accounts", "another label");
        }
    }

    private void checkComponents(Findings findings) {
        if (!component.isEmpty() && listen.component().equals(ListenAddress.OFF)) {
            findings.add("component", "a component, and no listener for it", "an address under listen.component");
        }
        Set<Domain> seen = new HashSet<>();
        for (Domain domain : components().keySet()) {
            boolean taken = domains.contains(domain)
                    || domains.stream().anyMatch(parent -> services(parent).contains(domain));
            if (taken) {
                findings.add("component", "\"" + domain + "\", which the server serves itself", "another domain");
            }
        }
        component.stream()
                .flatMap(one -> one.domain().stream())
                .filter(d -> !seen.add(d))
                .forEach(twice -> findings.add("component", "\"" + twice + "\" twice", "each component once"));
    }

    /// Two devices may send each other bytes through the server.
    public boolean hasProxy() {
        return !listen.proxy().equals(ListenAddress.OFF);
    }

    /// Domains that the server has for itself on one of its domains.
    private List<Domain> services(Domain parent) {
        return labels().values().stream()
                .map(label -> new Domain(label + '.' + parent))
                .toList();
    }

    /// The secrets of the components by their domains.
    public Map<Domain, Secret> components() {
        return component.stream()
                .filter(one -> one.domain().isPresent() && one.secret().isPresent())
                .collect(Collectors.toMap(
                        one -> one.domain().orElseThrow(), one -> one.secret().orElseThrow(), (one, other) -> one));
    }
}
