// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.address;

/// An address with a resource, such as one connected device of an account.
public record FullJid(BareJid bare, Resource resource) implements Jid {

    /// @throws InvalidJidException if the text is not a valid JID, or has no resource
    public static FullJid parse(String text) {
        if (Jid.parse(text) instanceof FullJid full) {
            return full;
        }
        throw new InvalidJidException("a full JID was expected, with a resource");
    }

    @Override
    public String toString() {
        return bare + "/" + resource.value();
    }
}
