// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web;

import im.wardroom.server.session.SessionOptions;
import im.wardroom.testkit.TestServer;
import im.wardroom.testkit.TestServer.Settings;
import im.wardroom.web.bosh.BoshOptions;
import im.wardroom.web.brand.Brand;
import im.wardroom.web.http.HttpOptions;
import im.wardroom.web.http.Resource;
import im.wardroom.web.upload.UploadDesk;
import im.wardroom.xmpp.address.Domain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// A server in this process that speaks HTTPS, too, on a free port of loopback.
public record TestWeb(TestServer server, Web web) implements AutoCloseable {

    public static final String OTHER_SITE = "https://intranet.example";

    private static final Function<String, Optional<Resource>> NOTHING = path -> Optional.empty();

    /// @param paths what there is beside the pages for people
    public static TestWeb startWith(Function<String, Optional<Resource>> paths) {
        return start(
                HttpOptions.DEFAULT,
                BoshOptions.DEFAULT,
                Brand.DEFAULT,
                List.of(),
                settings -> settings,
                server -> paths);
    }

    public static TestWeb start() {
        return start(HttpOptions.DEFAULT, settings -> settings);
    }

    public static TestWeb start(HttpOptions options) {
        return start(options, settings -> settings);
    }

    public static TestWeb start(SessionOptions sessions) {
        return start(HttpOptions.DEFAULT, settings -> settings.with(sessions));
    }

    public static TestWeb start(Brand brand) {
        return start(
                HttpOptions.DEFAULT, BoshOptions.DEFAULT, brand, List.of(), settings -> settings, server -> NOTHING);
    }

    /// @param addresses of the server on the Internet
    public static TestWeb start(List<InetAddress> addresses) {
        return start(
                HttpOptions.DEFAULT,
                BoshOptions.DEFAULT,
                Brand.DEFAULT,
                addresses,
                settings -> settings,
                server -> NOTHING);
    }

    public static TestWeb start(BoshOptions bosh) {
        return start(HttpOptions.DEFAULT, bosh, Brand.DEFAULT, List.of(), settings -> settings, server -> NOTHING);
    }

    public static TestWeb start(HttpOptions options, UnaryOperator<Settings> change) {
        return start(options, change, server -> Optional.empty());
    }

    /// @param files those that people upload, made for the server
    public static TestWeb start(
            HttpOptions options, UnaryOperator<Settings> change, Function<TestServer, Optional<UploadDesk>> files) {
        return start(options, BoshOptions.DEFAULT, Brand.DEFAULT, List.of(), change, server -> {
            Optional<UploadDesk> desk = files.apply(server);
            return path -> desk.flatMap(some -> some.find(path));
        });
    }

    private static TestWeb start(
            HttpOptions options,
            BoshOptions bosh,
            Brand brand,
            List<InetAddress> addresses,
            UnaryOperator<Settings> change,
            Function<TestServer, Function<String, Optional<Resource>>> paths) {
        TestServer server = TestServer.start(List.of(), change).withUsers("romeo", "juliet", "nurse", "peter");
        WebOptions web = new WebOptions(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                List.of(new Domain(TestServer.DOMAIN), new Domain("montague.example")),
                addresses,
                Set.of(OTHER_SITE),
                change.apply(Settings.DEFAULT).streams().strangerLimits(),
                options,
                bosh,
                brand);
        try {
            return new TestWeb(server, Web.listen(server.wire(), web, paths.apply(server), server.server()::connect));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public InetSocketAddress address() {
        return Objects.requireNonNull(web.address());
    }

    public RawClient connect() {
        return RawClient.connect(address());
    }

    @Override
    public void close() {
        server.close();
        web.close();
    }
}
