// SPDX-License-Identifier: Apache-2.0
/// What an installation calls itself in a browser, and how it looks.
@NullMarked
package im.wardroom.web.brand;

import org.jspecify.annotations.NullMarked;
