// SPDX-License-Identifier: Apache-2.0
/// Programs beside the server that have a domain on it (XEP-0114).
@NullMarked
package im.wardroom.server.component;

import org.jspecify.annotations.NullMarked;
