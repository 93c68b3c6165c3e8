// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.report;

/// Lines as `wardroom watch --json` writes them.
public final class Records {

    private Records() {}

    public static String line(String time, String service, String client, String rule, long bytes) {
        return line(time, service, client, rule, bytes, "some evidence");
    }

    public static String line(String time, String service, String client, String rule, long bytes, String evidence) {
        return "{\"time\":\"" + time + "\",\"end\":\"" + time + "\",\"service\":\"" + service
                + "\",\"activity\":\"chat\",\"confidence\":\"certain\",\"rule\":\"" + rule
                + "\",\"via\":\"tls\",\"evidence\":\"" + evidence + "\"," + rest(client, bytes);
    }

    public static String hidden(String time, String cover, String client, long bytes) {
        return "{\"time\":\"" + time + "\",\"end\":\"" + time + "\",\"hidden\":\"" + cover
                + "\",\"via\":\"native\",\"evidence\":\"handshake of WireGuard\"," + rest(client, bytes);
    }

    private static String rest(String client, long bytes) {
        return "\"protocol\":\"tcp\",\"client\":\"" + client
                + "\",\"client_port\":40000,\"server\":\"198.51.100.1\",\"server_port\":443,"
                + "\"client_packets\":1,\"server_packets\":1,\"client_bytes\":0,\"server_bytes\":" + bytes + "}";
    }
}
