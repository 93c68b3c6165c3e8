// SPDX-License-Identifier: Apache-2.0
/// Data forms (XEP-0004).
@NullMarked
package im.wardroom.xmpp.form;

import org.jspecify.annotations.NullMarked;
