// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.live;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// One side of a chat over IRC, which then stays connected until the standard input ends: a process of its own.
final class Chat {

    private Chat() {}

    /// @param arguments the port to wait at; for who calls, the address before it
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 1) {
            try (ServerSocket server = new ServerSocket(Integer.parseInt(arguments[0]))) {
                System.out.println("ready");
                talk(server.accept(), ":irc.example.org 001 ann :Welcome to the network ann\r\n");
            }
        } else {
            Socket socket = new Socket(InetAddress.getByName(arguments[0]), Integer.parseInt(arguments[1]));
            talk(socket, "NICK ann\r\nUSER ann 0 * :Ann\r\n");
        }
    }

    private static void talk(Socket connected, String text) throws IOException {
        try (Socket socket = connected) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            int _ = socket.getInputStream().read();
            System.out.println("talking");
            byte[] _ = System.in.readAllBytes();
        }
    }
}
