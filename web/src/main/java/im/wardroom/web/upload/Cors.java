// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.upload;

import im.wardroom.web.http.Response;

/// Lets pages of every site send and read files (XEP-0363 §8): they must know a secret address, and nothing that a
/// browser adds by itself counts here.
final class Cors {

    private Cors() {}

    static Response open(Response response, String methods, String headers) {
        return response.with("access-control-allow-origin", "*")
                .with("access-control-allow-methods", methods)
                .with("access-control-allow-headers", headers)
                .with("access-control-expose-headers", "Content-Range, Content-Disposition, Repr-Digest, ETag")
                .with("access-control-max-age", "86400")
                .with("cross-origin-resource-policy", "cross-origin");
    }
}
