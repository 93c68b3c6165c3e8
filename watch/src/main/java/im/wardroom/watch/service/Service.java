// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.service;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A messenger that is known, with the name that reports and rules use.
public enum Service {
    AIM_ICQ("AIM and ICQ", Kind.MESSENGER),
    MSN("MSN Messenger", Kind.MESSENGER),
    YMSG("Yahoo Messenger", Kind.MESSENGER),
    IRC("IRC", Kind.MESSENGER),
    XMPP("XMPP", Kind.MESSENGER),
    TELEGRAM("Telegram", Kind.MESSENGER),
    WHATSAPP("WhatsApp", Kind.MESSENGER),
    SIGNAL("Signal", Kind.MESSENGER),
    DISCORD("Discord", Kind.MESSENGER),
    SLACK("Slack", Kind.MESSENGER),
    SKYPE_TEAMS("Skype and Microsoft Teams", Kind.MESSENGER),
    VIBER("Viber", Kind.MESSENGER),
    LINE("LINE", Kind.MESSENGER),
    WECHAT("WeChat", Kind.MESSENGER),
    QQ("QQ", Kind.MESSENGER),
    MESSENGER("Facebook Messenger", Kind.MESSENGER),
    SNAPCHAT("Snapchat", Kind.MESSENGER),
    KAKAOTALK("KakaoTalk", Kind.MESSENGER),
    THREEMA("Threema", Kind.MESSENGER),
    IMO("imo", Kind.MESSENGER),
    GOOGLE_CHAT("Google Chat and Meet", Kind.MESSENGER),
    DINGTALK("DingTalk", Kind.MESSENGER),
    MATRIX("Matrix", Kind.MESSENGER),
    WIRE("Wire", Kind.MESSENGER),
    ZOOM("Zoom", Kind.CONFERENCE),
    WEBEX("Webex", Kind.CONFERENCE),
    TEAMSPEAK("TeamSpeak", Kind.VOICE),
    MUMBLE("Mumble", Kind.VOICE);

    private static final Map<String, Service> BY_ID =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Service::id, Function.identity()));

    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String title;
    private final Kind kind;

    Service(String title, Kind kind) {
        this.title = title;
        this.kind = kind;
    }

    /// `aim-icq`, `skype-teams`: what a person writes in a command and a machine reads in a report.
    public String id() {
        return id;
    }

    /// The one with this [#id()].
    public static Optional<Service> find(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    public String title() {
        return title;
    }

    public Kind kind() {
        return kind;
    }

    /// What people do with it.
    public enum Kind {
        MESSENGER,
        CONFERENCE,
        VOICE
    }
}
