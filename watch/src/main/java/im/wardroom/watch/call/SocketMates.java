// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.call;

import im.wardroom.watch.dissect.Answer;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Dissector;
import im.wardroom.watch.dissect.Look;
import im.wardroom.watch.dissect.Via;
import java.util.Optional;

/// The last resort for datagrams that say nothing of themselves: they come from a socket that is known from elsewhere.
public final class SocketMates implements Dissector {

    /// So long is waited for another flow of the socket to give it away.
    private static final int PATIENCE = 24;

    private final Sockets sockets;

    public SocketMates(Sockets sockets) {
        this.sockets = sockets;
    }

    @Override
    public Transport transport() {
        return Transport.UDP;
    }

    @Override
    public boolean isLastResort() {
        return true;
    }

    @Override
    public Answer look(Look look) {
        boolean over = look.isLast() || look.countFromClient() + look.countFromServer() >= PATIENCE;
        Optional<Detection> known = sockets.of(look.flow(), Via.NATIVE);
        if (known.isPresent()) {
            return Answer.found(known.get());
        }
        return over ? Answer.NO : Answer.MORE;
    }
}
