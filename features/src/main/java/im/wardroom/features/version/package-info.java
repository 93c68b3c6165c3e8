// SPDX-License-Identifier: Apache-2.0
/// Software Version (XEP-0092).
@NullMarked
package im.wardroom.features.version;

import org.jspecify.annotations.NullMarked;
