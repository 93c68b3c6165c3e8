// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.discovery;

import im.wardroom.xmpp.form.SubmittedForm;
import im.wardroom.xmpp.xml.Element;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// What an answer to disco#info hashes to (XEP-0115 §5.1, §5.4), by SHA-1.
public final class VerificationString {

    private static final String INFO = "http://jabber.org/protocol/disco#info";

    /// As bytes: the collation i;octet.
    private static final Comparator<String> OCTETS = (one, other) ->
            Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

    private VerificationString() {}

    /// Empty if the answer is ill-formed.
    public static Optional<String> of(Element info) {
        List<String> identities = info.elements(INFO, "identity")
                .map(identity -> String.join(
                        "/",
                        identity.attribute("category", ""),
                        identity.attribute("type", ""),
                        identity.attribute("xml:lang", ""),
                        identity.attribute("name", "")))
                .toList();
        List<String> features = info.elements(INFO, "feature")
                .map(feature -> feature.attribute("var", ""))
                .toList();
        List<List<String>> forms = new ArrayList<>();
        info.elements(SubmittedForm.NS, "x").forEach(form -> form(form).ifPresent(forms::add));
        if (hasTwice(identities)
                || hasTwice(features)
                || hasTwice(forms.stream().map(List::getFirst).toList())) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        identities.stream().sorted(OCTETS).forEach(parts::add);
        features.stream().sorted(OCTETS).forEach(parts::add);
        forms.stream().sorted(Comparator.comparing(List::getFirst, OCTETS)).forEach(parts::addAll);
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(part).append('<'));
        return Optional.of(hash(text.toString()));
    }

    private static boolean hasTwice(List<String> values) {
        return new HashSet<>(values).size() < values.size();
    }

    /// The form's type first, then each field with its values. A form without a type is not looked at.
    private static Optional<List<String>> form(Element form) {
        List<Element> fields = form.elements(SubmittedForm.NS, "field").toList();
        Optional<Element> type = fields.stream()
                .filter(field -> SubmittedForm.FORM_TYPE.equals(field.attribute("var"))
                        && "hidden".equals(field.attribute("type")))
                .findFirst();
        if (type.isEmpty()) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>(values(type.get()));
        fields.stream()
                .filter(field -> !SubmittedForm.FORM_TYPE.equals(field.attribute("var")))
                .sorted(Comparator.comparing(field -> field.attribute("var", ""), OCTETS))
                .forEach(field -> {
                    parts.add(field.attribute("var", ""));
                    parts.addAll(values(field));
                });
        return parts.isEmpty() ? Optional.empty() : Optional.of(parts);
    }

    private static List<String> values(Element field) {
        return field.elements(SubmittedForm.NS, "value")
                .map(Element::text)
                .sorted(OCTETS)
                .toList();
    }

    private static String hash(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
