// SPDX-License-Identifier: Apache-2.0
/// Last Activity (XEP-0012).
@NullMarked
package im.wardroom.features.lastactivity;

import org.jspecify.annotations.NullMarked;
