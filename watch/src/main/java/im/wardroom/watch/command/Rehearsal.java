// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import im.wardroom.watch.disk.ListFile;
import im.wardroom.watch.disk.ListLine;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Makes a capture of conversations as they are in any network, each of them many times with other addresses. The AOT
/// cache is made while the watch reads it: what Java then knows of the watch, it need not find out at every start.
public final class Rehearsal {

    private static final int ROUNDS = 600;
    private static final int MOST = 100;
    private static final int MAGIC = 0xa1b2c3d4;
    private static final int LONGEST = 65_535;
    private static final int ETHERNET = 1;
    private static final int BEGIN_SECONDS = 1_700_000_000;
    private static final int FIRST_PORT = 20_000;
    private static final int CLIENTS = 0x0a00_0000;
    private static final int SERVERS = 0xc633_6400;

    private static final int FIN_ACK = 0x11;
    private static final int SYN = 0x02;
    private static final int SYN_ACK = 0x12;
    private static final int ACK = 0x10;

    private final DataOutputStream out;
    private int round;
    private int sent;

    private Rehearsal(OutputStream out) {
        this.out = new DataOutputStream(new BufferedOutputStream(out));
    }

    /// @param said by the client and the server in turn
    private record Conversation(boolean isTcp, int port, List<byte[]> said) {

        static Conversation of(ListLine line) {
            List<byte[]> said = new ArrayList<>();
            for (int i = 2; i < line.count(); i++) {
                said.add(HexFormat.of().parseHex(line.field(i)));
            }
            return new Conversation(line.field(0).equals("tcp"), Integer.parseInt(line.field(1)), said);
        }
    }

    /// Writes it to the standard output.
    public static void main(String[] arguments) throws IOException {
        write(System.out);
    }

    static void write(OutputStream out) throws IOException {
        new Rehearsal(out).write(ListFile.builtIn(Rehearsal.class, "rehearsal.tsv", MOST, Conversation::of));
    }

    private void write(List<Conversation> conversations) throws IOException {
        out.writeInt(MAGIC);
        out.writeInt(0x0002_0004);
        out.writeLong(0);
        out.writeInt(LONGEST);
        out.writeInt(ETHERNET);
        for (round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < conversations.size(); i++) {
                hold(conversations.get(i), FIRST_PORT + i);
            }
        }
        out.flush();
    }

    private void hold(Conversation conversation, int clientPort) throws IOException {
        int[] next = {1, 1};
        if (conversation.isTcp) {
            send(conversation, clientPort, true, 0, SYN, new byte[0]);
            send(conversation, clientPort, false, 0, SYN_ACK, new byte[0]);
        }
        for (int i = 0; i < conversation.said.size(); i++) {
            byte[] said = conversation.said.get(i);
            send(conversation, clientPort, i % 2 == 0, next[i % 2], ACK, said);
            next[i % 2] += said.length;
        }
        if (conversation.isTcp) {
            send(conversation, clientPort, true, next[0], FIN_ACK, new byte[0]);
            send(conversation, clientPort, false, next[1], FIN_ACK, new byte[0]);
        }
    }

    private void send(Conversation of, int clientPort, boolean fromClient, int sequence, int flags, byte[] said)
            throws IOException {
        int size = 20 + (of.isTcp ? 20 : 8) + said.length;
        sent++;
        out.writeInt(BEGIN_SECONDS + sent / 1000);
        out.writeInt(sent % 1000 * 1000);
        out.writeInt(14 + size);
        out.writeInt(14 + size);
        out.write(new byte[12]);
        out.writeShort(0x0800);
        out.writeShort(0x4500);
        out.writeShort(size);
        out.writeInt(0);
        out.writeShort(0x4000 | (of.isTcp ? 6 : 17));
        out.writeShort(0);
        out.writeInt(fromClient ? CLIENTS + round : SERVERS);
        out.writeInt(fromClient ? SERVERS : CLIENTS + round);
        out.writeShort(fromClient ? clientPort : of.port);
        out.writeShort(fromClient ? of.port : clientPort);
        if (of.isTcp) {
            out.writeInt(sequence);
            out.writeInt(0);
            out.writeShort(0x5000 | flags);
            out.writeShort(LONGEST);
            out.writeInt(0);
        } else {
            out.writeShort(8 + said.length);
            out.writeShort(0);
        }
        out.write(said);
    }
}
