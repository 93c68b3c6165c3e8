// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub;

import im.wardroom.xmpp.xml.Element;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A bookmark of a room, in both ways in which it is written: as an item of its own (XEP-0402 §2), and as one of the
/// elements of a list (XEP-0048 §3).
///
/// @param extensions what clients know beyond that; the list has no place for it
record Bookmark(
        String room,
        @Nullable String name,
        boolean autojoin,
        @Nullable String nick,
        @Nullable String password,
        @Nullable Element extensions) {

    static final String MODERN = "urn:xmpp:bookmarks:1";
    static final String OLD = "storage:bookmarks";

    private static final Set<String> TRUE = Set.of("1", "true");

    static Bookmark ofItem(String id, Element conference) {
        return of(id, conference, MODERN, conference.child(MODERN, "extensions"));
    }

    /// Empty if it names no room.
    static Optional<Bookmark> ofListed(Element conference) {
        String room = conference.attribute("jid", "");
        return room.isEmpty() ? Optional.empty() : Optional.of(of(room, conference, OLD, null));
    }

    private static Bookmark of(String room, Element conference, String namespace, @Nullable Element extensions) {
        return new Bookmark(
                room,
                conference.attribute("name"),
                TRUE.contains(conference.attribute("autojoin", "")),
                conference.find(namespace, "nick").map(Element::text).orElse(null),
                conference.find(namespace, "password").map(Element::text).orElse(null),
                extensions);
    }

    /// With what another one knows beyond the list.
    Bookmark extendedAs(@Nullable Bookmark other) {
        return new Bookmark(room, name, autojoin, nick, password, other == null ? null : other.extensions);
    }

    Element toItem() {
        Element item = written(MODERN);
        return extensions == null ? item : item.with(extensions);
    }

    Element toListed() {
        return written(OLD).with("jid", room);
    }

    private Element written(String namespace) {
        Element conference =
                Element.of(namespace, "conference").with("name", name).with("autojoin", autojoin ? "true" : null);
        if (nick != null) {
            conference = conference.with(Element.of(namespace, "nick", nick));
        }
        return password == null ? conference : conference.with(Element.of(namespace, "password", password));
    }
}
