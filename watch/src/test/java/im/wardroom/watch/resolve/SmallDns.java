// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.resolve;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// A name server on loopback that misbehaves as it is told, which no real one does.
public final class SmallDns implements AutoCloseable {

    private final DatagramSocket socket;
    private final Map<String, List<String>> records = new ConcurrentHashMap<>();
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();
    private final AtomicInteger questions = new AtomicInteger();
    private volatile boolean isSilent;

    public SmallDns() throws IOException {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    /// @param data such as `A 192.0.2.1`; what has none does not exist
    public SmallDns with(String name, String... data) {
        records.put(name, List.of(data));
        return this;
    }

    public SmallDns failing(String name, int code) {
        failures.put(name, code);
        return this;
    }

    public SmallDns silent() {
        isSilent = true;
        return this;
    }

    public int questions() {
        return questions.get();
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
    }

    private void serve() {
        byte[] buffer = new byte[2048];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                questions.incrementAndGet();
                if (!isSilent) {
                    byte[] answer = answer(new Message(Arrays.copyOf(packet.getData(), packet.getLength())))
                            .toWire();
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private Message answer(Message query) throws IOException {
        Record question = query.getQuestion();
        String name = question.getName().toString(true);
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.addRecord(question, Section.QUESTION);
        List<String> data = records.get(name);
        answer.getHeader().setRcode(failures.getOrDefault(name, data == null ? Rcode.NXDOMAIN : Rcode.NOERROR));
        if (data != null) {
            for (String one : data) {
                String[] fields = one.split(" ");
                int type = Type.value(fields[0]);
                if (type == question.getType() || type == Type.CNAME) {
                    answer.addRecord(
                            Record.fromString(question.getName(), type, DClass.IN, 60, fields[1], Name.root),
                            Section.ANSWER);
                }
            }
        }
        return answer;
    }

    @Override
    public void close() {
        socket.close();
    }
}
