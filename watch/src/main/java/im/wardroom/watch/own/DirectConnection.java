// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.own;

import im.wardroom.watch.dissect.Activity;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Look;
import im.wardroom.watch.packet.Address;
import im.wardroom.watch.service.Service;

/// DCC (<https://modern.ircdocs.horse/dcc>): what two people on IRC arrange to do without the server.
final class DirectConnection {

    private DirectConnection() {}

    /// Expects the connection that is offered, as in `DCC SEND name 167772161 4000 12345`. The name may have blanks.
    static void parse(String offer, Look look) {
        String[] words = offer.split(" ");
        if (words.length < 5) {
            return;
        }
        boolean isFile = words[1].equalsIgnoreCase("SEND") || words[1].equalsIgnoreCase("SSEND");
        boolean isChat = words[1].equalsIgnoreCase("CHAT") || words[1].equalsIgnoreCase("SCHAT");
        for (int i = words.length - 2; (isFile || isChat) && i >= 3; i--) {
            long address = number(words[i]);
            long port = number(words[i + 1]);
            // A port comes after an address, which as a number is hardly ever as small as a port.
            if (port > 0 && port < 65_536 && address > 65_535 && address < 1L << 32) {
                Detection detection = Detection.ofProtocol(
                        Service.IRC,
                        isFile ? Activity.FILE : Activity.CHAT,
                        "IRC " + words[0] + " " + words[1] + " arranged it");
                look.expect(0, Address.mapped((int) address), (int) port, detection);
                return;
            }
        }
    }

    private static long number(String word) {
        return Lines.isNumber(word) ? Long.parseLong(word) : -1;
    }
}
