// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.xml;

/// What an element may contain.
public sealed interface Node permits Element, Text {}
