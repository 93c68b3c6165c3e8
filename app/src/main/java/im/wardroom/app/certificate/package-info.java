// SPDX-License-Identifier: Apache-2.0
/// What the server proves its names with: its own authority, or certificates that it is given.
@NullMarked
package im.wardroom.app.certificate;

import org.jspecify.annotations.NullMarked;
