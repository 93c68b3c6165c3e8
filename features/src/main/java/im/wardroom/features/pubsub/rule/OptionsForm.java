// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub.rule;

import im.wardroom.xmpp.form.Form;
import im.wardroom.xmpp.xml.Element;
import java.util.Collection;
import java.util.List;

/// Options as a data form (XEP-0004), to be filled in or to be read.
public final class OptionsForm {

    private OptionsForm() {}

    /// @param formType what the form is about (XEP-0068)
    public static Element toFillIn(String formType, NodeOptions options, Profile profile) {
        Form form = Form.of("form", formType);
        for (Option option : Option.values()) {
            form = form.field(
                    option.field(), type(option), option.label(), options.all(option), choices(option, profile));
        }
        return form.toElement();
    }

    private static List<String> choices(Option option, Profile profile) {
        return option == Option.ACCESS_MODEL
                ? option.choices().stream()
                        .filter(profile.accessModels()::contains)
                        .toList()
                : option.choices();
    }

    public static Element toRead(String formType, NodeOptions options, Collection<Option> shown) {
        Form form = Form.of("result", formType);
        for (Option option : shown) {
            form = form.field(option.field(), type(option), null, options.all(option), List.of());
        }
        return form.toElement();
    }

    private static String type(Option option) {
        return switch (option.kind()) {
            case TEXT, COUNT -> "text-single";
            case TEXTS -> "text-multi";
            case FLAG -> "boolean";
            case CHOICE -> "list-single";
        };
    }
}
