// SPDX-License-Identifier: Apache-2.0
/// What can be read over HTTPS: the web client, and where to connect.
@NullMarked
package im.wardroom.web.site;

import org.jspecify.annotations.NullMarked;
