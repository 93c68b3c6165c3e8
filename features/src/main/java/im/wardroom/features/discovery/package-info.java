// SPDX-License-Identifier: Apache-2.0
/// Service Discovery and what is built on it (XEP-0030, XEP-0115, XEP-0128, XEP-0157).
@NullMarked
package im.wardroom.features.discovery;

import org.jspecify.annotations.NullMarked;
