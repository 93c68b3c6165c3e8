// SPDX-License-Identifier: Apache-2.0
/// HTTP/1.1, as far as it is needed here: small requests, and answers that are known in advance.
@NullMarked
package im.wardroom.web.http;

import org.jspecify.annotations.NullMarked;
