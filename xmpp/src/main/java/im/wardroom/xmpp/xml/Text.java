// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.xml;

/// Character data, unescaped.
public record Text(String value) implements Node {}
