// SPDX-License-Identifier: Apache-2.0
/// Services outside of XMPP that clients need (XEP-0215).
@NullMarked
package im.wardroom.features.externalservices;

import org.jspecify.annotations.NullMarked;
