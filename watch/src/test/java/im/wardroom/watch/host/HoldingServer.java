// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.host;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/// A server that takes connections and keeps them, until its process is ended. Runs in a process of its own.
final class HoldingServer {

    private HoldingServer() {}

    public static void main(String[] arguments) throws IOException {
        List<Socket> kept = new ArrayList<>();
        try (ServerSocket server =
                new ServerSocket(Integer.parseInt(arguments[1]), 16, InetAddress.getByName(arguments[0]))) {
            IO.println("ready");
            while (true) {
                kept.add(server.accept());
            }
        }
    }
}
