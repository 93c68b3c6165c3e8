// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.own;

import im.wardroom.watch.dissect.Dissector;
import java.util.List;

/// All of them, in the order in which they are asked.
public final class OwnProtocols {

    private OwnProtocols() {}

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
                new Telegram(),
                new WeChatMmtls(),
                new KakaoLoco(),
                new DingTalk(),
                new Threema(),
                new ViberStream(),
                new Viber(),
                new LineCall(),
                new ImoDatagrams(),
                new SkypeDatagrams());
    }
}
