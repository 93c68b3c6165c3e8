// SPDX-License-Identifier: Apache-2.0
/// What the server says of itself.
@NullMarked
package im.wardroom.features.discovery;

import org.jspecify.annotations.NullMarked;
