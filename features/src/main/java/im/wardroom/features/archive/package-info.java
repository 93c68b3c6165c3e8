// SPDX-License-Identifier: Apache-2.0
/// Message Archive Management and its preferences (XEP-0313, XEP-0441).
@NullMarked
package im.wardroom.features.archive;

import org.jspecify.annotations.NullMarked;
