// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.host;

import im.wardroom.watch.packet.Address;
import java.util.Locale;

/// A socket of TCP or UDP as the kernel lists it (proc_pid_net(5)).
///
/// @param uid who opened it
/// @param inode by which a process holds it; 0 if none does any longer
public record Socket(
        boolean isTcp, Address local, int localPort, Address peer, int peerPort, State state, long uid, long inode) {

    /// The states of TCP by the kernel's numbers; a socket of UDP is established if it has one peer, else closed.
    public enum State {
        UNKNOWN,
        ESTABLISHED,
        SYN_SENT,
        SYN_RECEIVED,
        FIN_WAIT_1,
        FIN_WAIT_2,
        TIME_WAIT,
        CLOSED,
        CLOSE_WAIT,
        LAST_ACK,
        LISTENING,
        CLOSING;

        static State of(int number) {
            // The kernel keeps a request that is not answered yet apart, and lists it like one that is.
            return number == 12 ? SYN_RECEIVED : number > 0 && number < values().length ? values()[number] : UNKNOWN;
        }

        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public boolean hasPeer() {
        return peerPort != 0;
    }

    /// Waits for others: a server, or a socket of UDP that is bound to nobody.
    public boolean isListening() {
        return !hasPeer() && (state == State.LISTENING || !isTcp && localPort != 0);
    }

    public String protocol() {
        return isTcp ? "tcp" : "udp";
    }
}
