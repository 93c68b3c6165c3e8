// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.address;

import org.jspecify.annotations.Nullable;

/// An address without a resource: an account (`local@domain`), or a server or service (`domain`).
public record BareJid(@Nullable Localpart local, Domain domain) implements Jid {

    /// @throws InvalidJidException if the text is not a valid JID, or has a resource
    public static BareJid parse(String text) {
        if (Jid.parse(text) instanceof BareJid bare) {
            return bare;
        }
        throw new InvalidJidException("a bare JID was expected, without a resource");
    }

    public static BareJid of(Domain domain) {
        return new BareJid(null, domain);
    }

    public static BareJid of(Localpart local, Domain domain) {
        return new BareJid(local, domain);
    }

    @Override
    public BareJid bare() {
        return this;
    }

    @Override
    public @Nullable Resource resource() {
        return null;
    }

    public FullJid with(Resource resource) {
        return new FullJid(this, resource);
    }

    // Written out, because every stanza is looked up by them several times.
    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof BareJid jid
                && domain.value().equals(jid.domain.value())
                && (local == null
                        ? jid.local == null
                        : jid.local != null && local.value().equals(jid.local.value()));
    }

    @Override
    public int hashCode() {
        return 31 * domain.value().hashCode()
                + (local == null ? 0 : local.value().hashCode());
    }

    @Override
    public String toString() {
        return local == null ? domain.value() : local.value() + '@' + domain.value();
    }
}
