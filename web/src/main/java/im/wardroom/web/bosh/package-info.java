// SPDX-License-Identifier: Apache-2.0
/// Streams over HTTP requests and their answers (BOSH, XEP-0124 and XEP-0206).
@NullMarked
package im.wardroom.web.bosh;

import org.jspecify.annotations.NullMarked;
