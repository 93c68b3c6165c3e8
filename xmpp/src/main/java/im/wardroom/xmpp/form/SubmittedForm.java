// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.form;

import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A data form that somebody filled in (XEP-0004 §3.2), by the names of its fields. What its values mean is for others
/// to say.
///
/// @param type what form it is (XEP-0068 §3.1), or "" if it does not say so
/// @param fields without `FORM_TYPE`; values as they were written
public record SubmittedForm(String type, Map<String, List<String>> fields) {

    public static final String NS = "jabber:x:data";
    public static final String FORM_TYPE = "FORM_TYPE";

    public SubmittedForm {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /// @throws StanzaException `bad-request` if the element is no submitted form
    public static SubmittedForm of(Element form) {
        if (!"submit".equals(form.attribute("type"))) {
            throw bad("A form of type 'submit' is expected.");
        }
        Map<String, List<String>> fields = new LinkedHashMap<>();
        form.elements(NS, "field").forEach(field -> {
            if (fields.putIfAbsent(name(field), values(field)) != null) {
                throw bad("A field is in the form twice.");
            }
        });
        List<String> type = fields.remove(FORM_TYPE);
        return new SubmittedForm(
                type == null || type.isEmpty() ? "" : type.getFirst().strip(), fields);
    }

    private static String name(Element field) {
        String name = field.attribute("var");
        if (name == null) {
            throw bad("A field has no name.");
        }
        return name;
    }

    private static List<String> values(Element field) {
        return field.elements(NS, "value").map(Element::text).toList();
    }

    private static StanzaException bad(String text) {
        return new StanzaException(Condition.BAD_REQUEST, text);
    }

    public Set<String> names() {
        return fields.keySet();
    }

    /// Without white space around them, and none that is empty; none at all if the field is not there.
    public List<String> all(String name) {
        return verbatim(name).stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /// As they were written: the lines of a text, or a password.
    public List<String> verbatim(String name) {
        return fields.getOrDefault(name, List.of());
    }

    /// @throws StanzaException `bad-request` if the field has several values
    public Optional<String> one(String name) {
        List<String> values = all(name);
        if (values.size() > 1) {
            throw bad("The field '" + name + "' has one value at most.");
        }
        return values.stream().findFirst();
    }
}
