// SPDX-License-Identifier: Apache-2.0
/// Private XML Storage (XEP-0049).
@NullMarked
package im.wardroom.features.privatestorage;

import org.jspecify.annotations.NullMarked;
