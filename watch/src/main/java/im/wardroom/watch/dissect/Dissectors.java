// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.dissect;

import im.wardroom.watch.dissect.own.Irc;
import im.wardroom.watch.dissect.own.Msn;
import im.wardroom.watch.dissect.own.Mumble;
import im.wardroom.watch.dissect.own.Oscar;
import im.wardroom.watch.dissect.own.Qq;
import im.wardroom.watch.dissect.own.TeamSpeak;
import im.wardroom.watch.dissect.own.Telegram;
import im.wardroom.watch.dissect.own.TelegramCall;
import im.wardroom.watch.dissect.own.WhatsApp;
import im.wardroom.watch.dissect.own.Xmpp;
import im.wardroom.watch.dissect.own.Ymsg;
import java.util.List;

/// All that are known, in the order in which they are asked.
public final class Dissectors {

    private Dissectors() {}

    public static List<Dissector> all() {
        return List.of(
                new Xmpp(),
                new Irc(),
                new Oscar(),
                new Msn(),
                new Ymsg(),
                new WhatsApp(),
                new Qq(),
                new TeamSpeak(),
                new Mumble(),
                new TelegramCall(),
                new Telegram());
    }
}
