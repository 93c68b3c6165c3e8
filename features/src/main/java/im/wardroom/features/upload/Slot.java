// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.upload;

import im.wardroom.store.Upload;
import im.wardroom.xmpp.uri.PercentEncoding;
import im.wardroom.xmpp.xml.Element;
import java.net.URI;

/// Where a file may be sent and will be found (XEP-0363 §4).
///
/// @param secret lets whoever has it send the file, once; what is found there does not tell it
record Slot(URI web, String secret, String name) {

    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    Element toElement() {
        return Element.of(SlotRequest.NS, "slot")
                .with(Element.of(SlotRequest.NS, "put").with("url", url(Upload.PUT_PATH, secret)))
                .with(Element.of(SlotRequest.NS, "get").with("url", url(Upload.GET_PATH, Upload.idOf(secret))));
    }

    private String url(String path, String key) {
        return web + path + key + '/' + PercentEncoding.encode(name);
    }
}
