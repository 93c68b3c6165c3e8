// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.registration;

import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.address.Localpart;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What people are sent: the invitation as an `xmpp:` URI for clients, and the same for the page that any browser
/// opens.
///
/// @param pages where the pages for a domain are, if there are any
public record InvitationLinks(Function<Domain, Optional<URI>> pages) {

    /// @param page null if the server has no page for it
    public record Link(String uri, @Nullable String page) {}

    /// XEP-0401 §5.1: to become the inviter's contact, and to make an account if that can be done here.
    Link toContact(BareJid inviter, String token, boolean makesAccounts) {
        return link(
                inviter.domain(),
                name(inviter.local()) + inviter.domain() + "?roster;preauth=" + token
                        + (makesAccounts ? ";ibr=y" : ""));
    }

    /// XEP-0401 §5.4: to make an account.
    ///
    /// @param reserved its name, or null
    public Link toAccount(Domain domain, @Nullable Localpart reserved, String token) {
        return link(domain, name(reserved) + domain + "?register;preauth=" + token);
    }

    private static String name(@Nullable Localpart local) {
        return local == null
                ? ""
                : URLEncoder.encode(local.value(), StandardCharsets.UTF_8).replace("+", "%20") + '@';
    }

    /// XEP-0379 §3.3. Browsers send nobody the fragment, so that the token is in no log and no Referer.
    private Link link(Domain domain, String text) {
        return new Link(
                "xmpp:" + text,
                pages.apply(domain).map(place -> place + "/invite#" + text).orElse(null));
    }
}
