// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.own;

import im.wardroom.watch.dissect.Activity;
import im.wardroom.watch.dissect.Answer;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Dissector;
import im.wardroom.watch.dissect.Look;
import im.wardroom.watch.octet.Excerpt;
import im.wardroom.watch.service.Service;

/// TeamSpeak: version 3 and later as <https://github.com/ReSpeak/tsdeclarations> (`ts3protocol.md`) describes it, where
/// the packets of the handshake carry a word in place of a checksum; version 2, whose packets begin with their class;
/// and the query console over TCP.
final class TeamSpeak implements Dissector {

    private static final String INIT = "TS3INIT1";
    private static final String QUERY = "TS3\n\r";
    /// Version 2: connection, login, voice, commands; the type behind it is small.
    private static final int CONNECTION = 0xf4be;
    private static final int LOGIN = 0x0300;

    @Override
    public Transport transport() {
        return Transport.BOTH;
    }

    @Override
    public boolean mayBeginWith(int octet) {
        return octet == 'T' || octet == 0xf4;
    }

    @Override
    public Answer look(Look look) {
        return look.isTcp() ? query(look) : datagram(look.fresh());
    }

    private static Answer datagram(Excerpt said) {
        if (said.startsWith(INIT)) {
            return found(Activity.SIGN_IN, "TeamSpeak's handshake TS3INIT1");
        }
        boolean isLogin = said.has(0, 20) && said.u16(0) == CONNECTION && said.u16(2) == LOGIN;
        return isLogin ? found(Activity.SIGN_IN, "TeamSpeak 2's login") : Answer.NO;
    }

    private static Answer query(Look look) {
        Excerpt said = look.server();
        if (said.isEmpty()) {
            return look.client().mayBecome(QUERY) ? Answer.MORE : Answer.NO;
        }
        if (said.startsWith(QUERY)) {
            return found(Activity.USE, "TeamSpeak's query console");
        }
        return said.mayBecome(QUERY) ? Answer.MORE : Answer.NO;
    }

    private static Answer found(Activity activity, String evidence) {
        return Answer.found(Detection.ofProtocol(Service.TEAMSPEAK, activity, evidence));
    }
}
