// SPDX-License-Identifier: Apache-2.0
/// What the server passes on without reading it.
@NullMarked
package im.wardroom.features.passthrough;

import org.jspecify.annotations.NullMarked;
