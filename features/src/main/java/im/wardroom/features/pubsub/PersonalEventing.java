// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub;

import im.wardroom.features.pubsub.rule.Limits;
import im.wardroom.features.pubsub.rule.Names;
import im.wardroom.features.pubsub.rule.Profile;
import im.wardroom.server.extension.AccountContext;
import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.Specification;
import im.wardroom.xmpp.paging.PageRequest;
import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Personal eventing: each account is a publish-subscribe service of its own (XEP-0163, XEP-0060).
public final class PersonalEventing implements Feature {

    /// What of XEP-0060 accounts alone have (§10).
    private static final List<String> OWN = List.of(
            "access-presence",
            "access-roster",
            "auto-create",
            "auto-subscribe",
            "filtered-notifications",
            "presence-notifications",
            "presence-subscribe");

    private final Dispatch dispatch;
    private final Hooks.Attendance interest;
    private final AvatarConversion avatars;
    private final BookmarkConversion bookmarks;
    private final Conversions conversions;

    public PersonalEventing(Limits limits) {
        Publication publication = new Publication(limits);
        LastItems lastItems = new LastItems();
        dispatch = new Dispatch(Profile.ofAccounts(limits), lastItems);
        interest = new Interest(new Capabilities(), lastItems);
        avatars = new AvatarConversion(publication);
        bookmarks = new BookmarkConversion(publication);
        conversions = new Conversions(List.of(avatars, bookmarks));
    }

    @Override
    public List<Specification> specifications() {
        return List.of(
                Specification.xep(60, "1.30.0")
                        .partial("no subscription options, no forms to approve by, no collections"),
                Specification.xep(84, "1.1.4"),
                Specification.xep(107, "1.2.2"),
                Specification.xep(108, "1.3"),
                Specification.xep(118, "1.3.0"),
                Specification.xep(153, "1.1.1"),
                Specification.xep(163, "1.2.2"),
                Specification.xep(172, "1.1"),
                Specification.xep(223, "1.1.1"),
                Specification.xep(292, "0.12.0").partial("not converted from and to vcard-temp"),
                Specification.xep(398, "1.0.0"),
                Specification.xep(48, "1.2"),
                Specification.xep(402, "1.2.0"),
                Specification.xep(411, "1.1.0"),
                Specification.xep(490, "1.0.1").partial("without server assistance"));
    }

    @Override
    public void install(Hooks hooks) {
        hooks.account(Names.PUBSUB, "pubsub", this::handle)
                .account(Names.OWNER, "pubsub", this::handle)
                .attend(interest)
                .filter(new Marking())
                .disclose(new Nodes())
                .stamp(AvatarConversion.HASHES, AvatarConversion::stamp)
                .follow(AvatarConversion.VCARD, avatars::vcardChanged)
                .follow(BookmarkConversion.PRIVATE, bookmarks::privateChanged)
                .accountIdentity("pubsub", "pep")
                .accountFeature(Names.PUBSUB, PageRequest.NS)
                .accountFeature(Dispatch.features(OWN))
                .accountFeature(
                        "urn:xmpp:pep-vcard-conversion:0",
                        "urn:xmpp:bookmarks-conversion:0",
                        "urn:xmpp:bookmarks:1#compat",
                        "urn:xmpp:bookmarks:1#compat-pep");
    }

    /// Whoever may not know the account learns from no error that it exists.
    private void handle(AccountContext account, Element pubsub) {
        try {
            dispatch.handle(account, pubsub, node -> conversions.changed(account, node));
        } catch (StanzaException e) {
            throw account.isTrusted() ? e : new StanzaException(StanzaError.of(Condition.SERVICE_UNAVAILABLE));
        }
    }

    /// As anywhere else.
    private static final class Nodes implements Hooks.Disclosure {

        @Override
        public @Nullable Element info(AccountContext account, String node) {
            return Disclosing.info(account, node);
        }

        @Override
        public void items(AccountContext account, @Nullable String node) {
            Disclosing.items(account, node);
        }
    }
}
