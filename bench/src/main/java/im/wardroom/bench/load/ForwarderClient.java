// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/// A client of the bare forwarder: says which pair it belongs to and is ready.
public final class ForwarderClient implements Client, TlsLink.Listener, StanzaScanner.Listener {

    private static final String GREETING = "<ready/>";

    private final Listener listener;
    private final int account;
    private final TlsLink link;
    private final StanzaScanner scanner = new StanzaScanner(this);
    private boolean ready;
    private boolean gone;

    private ForwarderClient(XmppClient.Shared shared, InetSocketAddress forwarder, int account, Listener listener)
            throws IOException {
        this.listener = listener;
        this.account = account;
        scanner.assumeOpen();
        link = TlsLink.connect(shared.reactor(), forwarder, shared.tls().open(), this);
    }

    public static ForwarderClient connect(
            XmppClient.Shared shared, InetSocketAddress forwarder, int account, Listener listener) throws IOException {
        return new ForwarderClient(shared, forwarder, account, listener);
    }

    @Override
    public void secured() {
        link.send((account + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void received(byte[] bytes, int from, int to) {
        scanner.feed(bytes, from, to);
    }

    @Override
    public void stanza(byte[] bytes, int from, int to) {
        if (ready) {
            listener.stanza(bytes, from, to);
        } else if (new String(bytes, from, to - from, StandardCharsets.US_ASCII).equals(GREETING)) {
            ready = true;
            listener.ready(this);
        }
    }

    @Override
    public void header(byte[] bytes, int from, int to) {
        lost(new IOException("the forwarder does not open streams"));
    }

    @Override
    public void end() {
        lost(new IOException("the forwarder does not close streams"));
    }

    @Override
    public void lost(IOException cause) {
        if (!gone) {
            close();
            listener.failed(this, "forwarded client " + account + ": " + cause);
        }
    }

    @Override
    public void send(byte[] bytes, int from, int length) {
        link.send(bytes, from, length);
    }

    @Override
    public boolean isSettled() {
        return true;
    }

    @Override
    public void close() {
        gone = true;
        link.close();
    }
}
