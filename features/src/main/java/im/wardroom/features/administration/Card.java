// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.administration;

import im.wardroom.store.Change;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.form.SubmittedForm;
import im.wardroom.xmpp.xml.Element;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The visiting card (XEP-0054) that an account has from the beginning, of what an administrator says of its owner.
final class Card {

    static final String EMAIL = "email";
    static final String GIVEN_NAME = "given_name";
    static final String SURNAME = "surname";

    private static final String NS = "vcard-temp";

    private Card() {}

    /// What is kept of it: nothing if nothing is said.
    static List<Change> of(BareJid account, SubmittedForm form) {
        String email = form.one(EMAIL).orElse("");
        String given = form.one(GIVEN_NAME).orElse("");
        String family = form.one(SURNAME).orElse("");
        if (email.isEmpty() && given.isEmpty() && family.isEmpty()) {
            return List.of();
        }
        Element card = Element.of(NS, "vCard")
                .with(Element.of(NS, "FN", name(account, given, family)))
                .with(Element.of(NS, "N", Element.of(NS, "FAMILY", family), Element.of(NS, "GIVEN", given)));
        if (!email.isEmpty()) {
            card = card.with(Element.of(NS, "EMAIL", Element.of(NS, "INTERNET"), Element.of(NS, "USERID", email)));
        }
        return List.of(new Change.PutDocument(account, NS, "vCard", card.toBytes("")));
    }

    private static String name(BareJid account, String given, String family) {
        String name = Stream.of(given, family).filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
        return name.isEmpty() ? String.valueOf(account.local()) : name;
    }
}
