// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub.rule;

import im.wardroom.xmpp.form.SubmittedForm;
import im.wardroom.xmpp.xml.Element;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// Options as a data form (XEP-0004), to be filled in or to be read.
public final class OptionsForm {

    private static final String NS = SubmittedForm.NS;

    private OptionsForm() {}

    /// @param formType what the form is about (XEP-0068)
    public static Element toFillIn(String formType, NodeOptions options) {
        return Element.of(NS, "x")
                .with("type", "form")
                .with(formType(formType))
                .withAll(Stream.of(Option.values())
                        .map(option -> field(option, options)
                                .with("label", option.label())
                                .withAll(option.choices().stream()
                                        .map(choice -> Element.of(NS, "option", value(choice)))
                                        .toList()))
                        .toList());
    }

    public static Element toRead(String formType, NodeOptions options, Collection<Option> shown) {
        return Element.of(NS, "x")
                .with("type", "result")
                .with(formType(formType))
                .withAll(shown.stream().map(option -> field(option, options)).toList());
    }

    private static Element formType(String type) {
        return Element.of(NS, "field")
                .with("var", SubmittedForm.FORM_TYPE)
                .with("type", "hidden")
                .with(value(type));
    }

    private static Element field(Option option, NodeOptions options) {
        List<Element> values =
                options.all(option).stream().map(OptionsForm::value).toList();
        return Element.of(NS, "field")
                .with("var", option.field())
                .with(
                        "type",
                        switch (option.kind()) {
                            case TEXT, COUNT -> "text-single";
                            case TEXTS -> "text-multi";
                            case FLAG -> "boolean";
                            case CHOICE -> "list-single";
                        })
                .withAll(values);
    }

    private static Element value(String text) {
        return Element.of(NS, "value", text);
    }
}
