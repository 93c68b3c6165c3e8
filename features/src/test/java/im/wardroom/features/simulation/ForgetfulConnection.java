// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.simulation;

import im.wardroom.server.stream.Connection;
import im.wardroom.server.stream.Loop;
import im.wardroom.server.stream.TlsSession;
import im.wardroom.xmpp.xml.XmlLimits;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A fault to be found: of the stanzas that a resumed stream repeats at once, the last one is forgotten.
final class ForgetfulConnection implements Connection {

    private final Connection connection;
    private boolean resuming;
    private @Nullable Runnable last;

    ForgetfulConnection(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void write(byte[] bytes) {
        pass(bytes, () -> connection.write(bytes));
    }

    @Override
    public void write(byte[] bytes, Runnable written) {
        pass(bytes, () -> connection.write(bytes, written));
    }

    private void pass(byte[] bytes, Runnable write) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (text.contains("<resumed ")) {
            resuming = true;
            connection.loop().execute(this::forget);
            write.run();
        } else if (resuming && isStanza(text)) {
            Runnable before = last;
            if (before != null) {
                before.run();
            }
            last = write;
        } else {
            write.run();
        }
    }

    private void forget() {
        resuming = false;
        last = null;
    }

    private static boolean isStanza(String text) {
        return text.startsWith("<message") || text.startsWith("<presence") || text.startsWith("<iq");
    }

    @Override
    public Loop loop() {
        return connection.loop();
    }

    @Override
    public InetAddress remoteAddress() {
        return connection.remoteAddress();
    }

    @Override
    public long queuedBytes() {
        return connection.queuedBytes();
    }

    @Override
    public void startTls() {
        connection.startTls();
    }

    @Override
    public @Nullable TlsSession tls() {
        return connection.tls();
    }

    @Override
    public void restartStream() {
        connection.restartStream();
    }

    @Override
    public void limit(XmlLimits limits) {
        connection.limit(limits);
    }

    @Override
    public void read(boolean on) {
        connection.read(on);
    }

    @Override
    public void close() {
        connection.close();
    }
}
