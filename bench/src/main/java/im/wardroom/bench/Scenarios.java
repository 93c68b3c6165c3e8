// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench;

import im.wardroom.bench.scenario.Chat;
import im.wardroom.bench.scenario.Idle;
import im.wardroom.bench.scenario.Latency;
import im.wardroom.bench.scenario.RoomTalk;
import im.wardroom.bench.scenario.Scenario;
import im.wardroom.bench.scenario.SignIns;
import java.util.List;

/// All scenarios of a comparison, in the order in which they run.
final class Scenarios {

    static final Chat CHAT = new Chat("chat", "1:1 chat, nobody archives", false, false);
    static final Chat ACKNOWLEDGED = new Chat("acks", "1:1 chat with XEP-0198 acknowledgements", false, true);
    static final Chat ARCHIVED = new Chat("archive", "1:1 chat, archive on", true, false);
    static final Latency LATENCY = new Latency("latency", "Latency at a fixed rate, nobody archives", false);
    static final Latency ARCHIVED_LATENCY = new Latency("archive-latency", "Latency at a fixed rate, archive on", true);
    static final SignIns SIGN_INS = new SignIns("sign-ins", "Sign-ins: full TLS 1.3 handshake, SCRAM-SHA-256, bind");
    static final Idle IDLE = new Idle("idle", "Memory of the process");

    static final RoomTalk ROOM = new RoomTalk("room", "One room with 200 occupants, 10 of whom speak", 200, 10, false);
    static final RoomTalk HALL = new RoomTalk("hall", "One room with 5,000 occupants, 2 of whom speak", 5_000, 2, true);

    static final List<Scenario> ALL =
            List.of(CHAT, ACKNOWLEDGED, ARCHIVED, LATENCY, ARCHIVED_LATENCY, SIGN_INS, IDLE, ROOM, HALL);

    private Scenarios() {}
}
