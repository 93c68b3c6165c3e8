// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.audit.export;

import im.wardroom.app.config.AuditExportSection;
import im.wardroom.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/// All exports, as the configuration says.
public final class Exports implements AutoCloseable {

    private final List<Export> all = new ArrayList<>();

    private Exports() {}

    /// May block.
    ///
    /// @param last the number of the newest record
    /// @param host the server's name
    /// @throws IOException if a certificate cannot be read, in words for the administrator
    public static Exports start(
            List<AuditExportSection> sections, Store store, LongSupplier last, String version, String host)
            throws IOException {
        Exports exports = new Exports();
        try {
            for (AuditExportSection section : sections) {
                exports.all.add(Export.start(
                        section.name().orElseThrow(),
                        store,
                        last,
                        new Syslog(
                                section.facility(),
                                host,
                                format(section, version, host),
                                section.messageSize().toInt()),
                        connecting(section),
                        Export.Pace.DEFAULT));
            }
            return exports;
        } catch (IOException | RuntimeException e) {
            exports.close();
            throw e;
        }
    }

    private static Format format(AuditExportSection section, String version, String host) {
        return switch (section.format()) {
            case SYSLOG -> new StructuredData();
            case CEF -> new Cef(version);
            case OCSF -> new Ocsf(version, host);
        };
    }

    private static Collector.Connecting connecting(AuditExportSection section) throws IOException {
        String host = section.host().orElseThrow();
        int port = section.port();
        return switch (section.transport()) {
            case UDP -> () -> new UdpCollector(new InetSocketAddress(host, port));
            case TCP -> () -> StreamCollector.tcp(new InetSocketAddress(host, port));
            case TLS -> {
                SSLSocketFactory factory = factory(section.authority());
                yield () -> StreamCollector.tls(new InetSocketAddress(host, port), factory);
            }
        };
    }

    /// @param authority a file with certificates; those of the system if there is none
    static SSLSocketFactory factory(Optional<Path> authority) throws IOException {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authority.isEmpty() ? null : store(authority.get()));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    "the certificate of a collector's authority cannot be used: " + authority.orElse(null) + ": "
                            + e.getMessage(),
                    e);
        }
    }

    private static KeyStore store(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(file)) {
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority" + number++, certificate);
            }
        }
        return store;
    }

    /// One for each collector.
    public List<Export> all() {
        return List.copyOf(all);
    }

    /// What an administrator wants to know, in words.
    public Map<String, String> status() {
        Map<String, String> status = new LinkedHashMap<>();
        all.forEach(export -> status.put(
                "audit export " + export.name(),
                (export.isConnected() ? "connected" : "not connected") + ", " + export.behind() + " records behind"));
        return status;
    }

    /// Sends what is there. Blocks for some seconds at most.
    @Override
    public void close() {
        all.parallelStream().forEach(Export::close);
    }
}
