// SPDX-License-Identifier: Apache-2.0
/// XML elements, their incremental parser and their serialiser.
@NullMarked
package im.wardroom.xmpp.xml;

import org.jspecify.annotations.NullMarked;
