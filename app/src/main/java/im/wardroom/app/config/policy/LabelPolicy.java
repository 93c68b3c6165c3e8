// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config.policy;

import im.wardroom.app.config.Checked;
import im.wardroom.app.config.Default;
import im.wardroom.app.config.Doc;
import im.wardroom.app.config.Example;
import im.wardroom.guard.label.Label;
import im.wardroom.guard.label.Sensitivity;
import im.wardroom.xmpp.stanza.StreamException;
import im.wardroom.xmpp.xml.Element;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A label that messages can have.
public record LabelPolicy(
        @Doc("What it is called in this file.") @Example("SECRET")
        Optional<String> name,

        @Doc("Its level.") @Example("SECRET") Optional<String> level,
        @Doc("Its categories.") @Default("") List<String> categories,

        @Doc("What people see; its name if this is empty.") @Default("")
        String marking,

        @Doc("Where clients show it in their menus, such as \"Classified|SECRET\"; its marking if this is empty.")
        @Default("")
        String selector,

        @Doc("The colour of the marking, such as \"white\" or \"#ffffff\".") @Default("black")
        String foreground,

        @Doc("The colour behind the marking.") @Default("white")
        String background,

        @Doc("The element that is the label on the wire, in XML; one of Wardroom's own if there is none.")
        @Example("<esssecuritylabel xmlns='urn:xmpp:sec-label:ess:0'>MQYCAQQGASk=</esssecuritylabel>")
        Optional<String> xml,

        @Doc("Elements of other policies that mean the same, in XML.")
        @Example("<icismlabel xmlns='http://example.gov/IC-ISM/0' classification='S' ownerProducer='USA'/>")
        List<String> equivalents)
        implements Checked {

    Label label(List<String> levels) {
        String shown = marking.isEmpty() ? name.orElseThrow() : marking;
        return new Label(
                name.orElseThrow(),
                new Sensitivity(levels.indexOf(level.orElseThrow()), Set.copyOf(categories)),
                selector.isEmpty() ? shown : selector,
                shown,
                foreground,
                background,
                xml.map(LabelPolicy::element).orElse(null),
                equivalents.stream().map(LabelPolicy::element).toList());
    }

    private static Element element(String text) {
        return Element.read(text.getBytes(StandardCharsets.UTF_8), "");
    }

    @Override
    public void check(Findings findings) {
        if (name.filter(text -> !text.isBlank()).isEmpty()) {
            findings.add("name", "a label without one", "a name");
        }
        if (level.isEmpty()) {
            findings.add("level", "a label without one", "one of the levels");
        }
        xml.ifPresent(text -> checkXml("xml", text, findings));
        equivalents.forEach(text -> checkXml("equivalents", text, findings));
    }

    private static void checkXml(String key, String text, Findings findings) {
        try {
            var _ = element(text);
        } catch (StreamException | IllegalStateException e) {
            findings.add(key, '"' + text + '"', "one element of XML");
        }
    }
}
