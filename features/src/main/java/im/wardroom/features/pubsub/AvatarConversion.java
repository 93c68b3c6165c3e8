// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub;

import im.wardroom.features.pubsub.rule.NodeOptions;
import im.wardroom.features.pubsub.rule.Option;
import im.wardroom.server.extension.AccountView;
import im.wardroom.store.Nodes.Item;
import im.wardroom.store.Nodes.Node;
import im.wardroom.store.Nodes.Range;
import im.wardroom.store.Ports;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.stanza.Presence;
import im.wardroom.xmpp.xml.Element;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The picture of the vCard and the one that is published are the same (XEP-0398, XEP-0084, XEP-0153), as far as the
/// published one is for everybody, as the vCard is. Its hash goes along with presence.
final class AvatarConversion implements Conversion {

    static final String VCARD = "vcard-temp";
    static final String HASHES = "urn:wardroom:avatar:0";

    static final String DATA = "urn:xmpp:avatar:data";
    static final String METADATA = "urn:xmpp:avatar:metadata";

    private static final String UPDATE = "vcard-temp:x:update";
    private static final String KEY = "vCard";
    private static final String HASH = "hash";
    private static final NodeOptions OPEN = NodeOptions.USUAL.with(Option.ACCESS_MODEL, "open");

    private final Publication publication;

    AvatarConversion(Publication publication) {
        this.publication = publication;
    }

    /// What is kept of an avatar.
    ///
    /// @param metadata the newest item
    /// @param data the item that it is about
    private record Kept(Optional<Element> metadata, Optional<Element> data, Optional<byte[]> vcard) {

        static Kept of(Ports ports, BareJid owner) {
            Optional<Element> metadata = ports.nodes().page(owner, METADATA, Range.latest(1)).stream()
                    .flatMap(page -> page.items().stream())
                    .map(item -> Element.read(item.payload(), ""))
                    .findFirst();
            List<Item> data = metadata.flatMap(Kept::info)
                    .map(info -> ports.nodes().find(owner, DATA, List.of(info.attribute("id", ""))))
                    .orElse(List.of());
            return new Kept(
                    metadata,
                    data.stream().map(item -> Element.read(item.payload(), "")).findFirst(),
                    ports.documents().read(owner, VCARD, KEY));
        }

        /// XEP-0398 §3.1: the picture that is here.
        static Optional<Element> info(Element metadata) {
            return metadata.elements(METADATA, "info")
                    .filter(info -> info.attribute("url") == null)
                    .findFirst();
        }

        Optional<Picture> picture() {
            return metadata.flatMap(Kept::info)
                    .flatMap(info -> data.flatMap(element -> Picture.of(element.text(), info.attribute("type", "")))
                            .filter(picture -> picture.id().equals(info.attribute("id"))));
        }
    }

    @Override
    public boolean concerns(String node) {
        return node.equals(METADATA) || node.equals(DATA);
    }

    @Override
    public void changed(AccountView account, String node) {
        BareJid owner = account.owner();
        account.read(ports -> Kept.of(ports, owner), kept -> toVCard(account, kept));
    }

    private static void toVCard(AccountView account, Kept kept) {
        Optional<Picture> picture = kept.picture().filter(found -> isOpen(account, DATA) && isOpen(account, METADATA));
        boolean announced = kept.metadata().flatMap(Kept::info).isPresent();
        if (picture.isEmpty() && announced && isOpen(account, DATA) && isOpen(account, METADATA)) {
            // What it is about did not come: nothing is known of it.
            return;
        }
        Element before = kept.vcard().map(bytes -> Element.read(bytes, "")).orElse(Element.of(VCARD, KEY));
        Element without = before.without(VCARD, "PHOTO");
        byte[] after = picture.map(found -> without.with(found.toPhoto()))
                .orElse(without)
                .toBytes("");
        boolean changes =
                kept.vcard().map(bytes -> !Arrays.equals(bytes, after)).orElse(picture.isPresent());
        if (changes) {
            account.mirror(VCARD, KEY, after);
        }
        show(account, picture.map(Picture::id).orElse(""));
    }

    private static boolean isOpen(AccountView account, String name) {
        Node node = account.nodes().get(name);
        return node != null && "open".equals(Call.options(node).one(Option.ACCESS_MODEL));
    }

    private static void show(AccountView account, String hash) {
        if (!hash.equals(hash(account.loaded(HASHES)).orElse(""))) {
            account.mirror(HASHES, HASH, hash.getBytes(StandardCharsets.UTF_8));
            account.renewPresence();
        }
    }

    /// The owner changed the vCard.
    void vcardChanged(AccountView account, String key, byte[] vcard) {
        Optional<Picture> picture = Element.read(vcard, "").find(VCARD, "PHOTO").flatMap(Picture::ofPhoto);
        String hash = picture.map(Picture::id).orElse("");
        if (hash.equals(hash(account.loaded(HASHES)).orElse(""))) {
            return;
        }
        if (picture.isPresent()) {
            if (publication.put(account, DATA, OPEN, hash, picture.get().toData())) {
                publication.put(account, METADATA, OPEN, hash, picture.get().toMetadata());
            }
        } else {
            // XEP-0084 §4.2.3: no picture any more.
            publication.put(account, METADATA, OPEN, "none", Element.of(METADATA, "metadata"));
        }
        show(account, hash);
    }

    /// "" if there was a picture; nothing if there never was any.
    private static Optional<String> hash(Map<String, byte[]> documents) {
        return Optional.ofNullable(documents.get(HASH)).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /// XEP-0398 §4: a client that is not ready to say anything of pictures says so by an empty element.
    static Presence stamp(Map<String, byte[]> documents, Presence presence) {
        if (documents.isEmpty()) {
            return presence;
        }
        Element update = presence.element().child(UPDATE, "x");
        Element photo = update == null ? null : update.child(UPDATE, "photo");
        String hash = hash(documents).orElse("");
        if (photo != null && (photo.text().isEmpty() || Objects.equals(photo.text(), hash))) {
            return presence;
        }
        Element stamp = Element.of(UPDATE, "x").with(Element.of(UPDATE, "photo", hash));
        return presence.withElement(presence.element().without(UPDATE, "x").with(stamp));
    }
}
