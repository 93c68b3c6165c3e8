// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub;

import im.wardroom.xmpp.xml.Element;
import java.util.Base64;
import java.util.Optional;

/// A picture of somebody, in the ways in which it is written (XEP-0084 §4, XEP-0054 §3.2).
///
/// @param id the SHA-1 of its bytes
/// @param base64 the bytes
/// @param type of the image
record Picture(String id, String base64, int size, String type) {

    private static final String VCARD = AvatarConversion.VCARD;
    private static final String USUAL_TYPE = "image/png";

    /// Empty if it is none.
    static Optional<Picture> of(String text, String type) {
        String base64 = text.replaceAll("\\s+", "");
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return bytes.length == 0
                    ? Optional.empty()
                    : Optional.of(new Picture(
                            ItemId.ofPicture(bytes), base64, bytes.length, type.isEmpty() ? USUAL_TYPE : type));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static Optional<Picture> ofPhoto(Element photo) {
        return photo.find(VCARD, "BINVAL")
                .flatMap(data -> of(
                        data.text(),
                        photo.find(VCARD, "TYPE")
                                .map(type -> type.text().strip())
                                .orElse("")));
    }

    Element toPhoto() {
        return Element.of(VCARD, "PHOTO")
                .with(Element.of(VCARD, "TYPE", type))
                .with(Element.of(VCARD, "BINVAL", base64));
    }

    Element toData() {
        return Element.of(AvatarConversion.DATA, "data", base64);
    }

    Element toMetadata() {
        return Element.of(AvatarConversion.METADATA, "metadata")
                .with(Element.of(AvatarConversion.METADATA, "info")
                        .with("id", id)
                        .with("type", type)
                        .with("bytes", Integer.toString(size)));
    }
}
