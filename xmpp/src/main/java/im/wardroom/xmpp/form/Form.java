// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.form;

import im.wardroom.xmpp.xml.Element;
import im.wardroom.xmpp.xml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A data form that somebody is given (XEP-0004 §3.2): to be filled in, or with what came of something. Immutable.
///
/// @param element as far as it is written
public record Form(Element element) {

    /// @param type `form`, `submit` or `result`
    /// @param formType what form it is (XEP-0068 §3.1)
    public static Form of(String type, String formType) {
        return new Form(Element.of(SubmittedForm.NS, "x").with("type", type)).typed(formType);
    }

    /// To be filled in by a person.
    public static Form titled(String title, String formType) {
        return new Form(Element.of(SubmittedForm.NS, "x")
                        .with("type", "form")
                        .with(Element.of(SubmittedForm.NS, "title", title)))
                .typed(formType);
    }

    private Form typed(String formType) {
        return field(SubmittedForm.FORM_TYPE, "hidden", null, List.of(formType), List.of());
    }

    public Form text(String name, String label, String value) {
        return field(name, "text-single", label, value.isEmpty() ? List.of() : List.of(value), List.of());
    }

    public Form lines(String name, String label, List<String> values) {
        return field(name, "text-multi", label, values, List.of());
    }

    public Form secret(String name, String label, String value) {
        return field(name, "text-private", label, value.isEmpty() ? List.of() : List.of(value), List.of());
    }

    public Form flag(String name, String label, boolean value) {
        return field(name, "boolean", label, List.of(value ? "1" : "0"), List.of());
    }

    /// One of several.
    public Form choice(String name, String label, String value, List<String> options) {
        return field(name, "list-single", label, List.of(value), options);
    }

    /// One of several that have names; none of them is chosen yet.
    ///
    /// @param names of the options, by their values
    public Form choice(String name, String label, Map<String, String> names) {
        Form field = field(name, "list-single", label, List.of(), List.of());
        List<Element> options = names.entrySet().stream()
                .map(option -> Element.of(SubmittedForm.NS, "option")
                        .with("label", option.getValue())
                        .with(Element.of(SubmittedForm.NS, "value", option.getKey())))
                .toList();
        return field.completed(last -> last.withAll(options));
    }

    /// Any of several.
    public Form several(String name, String label, List<String> values, List<String> options) {
        return field(name, "list-multi", label, values, options);
    }

    public Form address(String name, String label, String value) {
        return field(name, "jid-single", label, value.isEmpty() ? List.of() : List.of(value), List.of());
    }

    public Form addresses(String name, String label, List<String> values) {
        return field(name, "jid-multi", label, values, List.of());
    }

    /// The field that was added last must be filled in.
    public Form required() {
        return completed(last -> last.with(Element.of(SubmittedForm.NS, "required")));
    }

    /// With more in the field that was added last.
    private Form completed(UnaryOperator<Element> more) {
        List<Node> children = new ArrayList<>(element.children());
        Element last = (Element) children.removeLast();
        children.add(more.apply(last));
        return new Form(element.withChildren(children));
    }

    /// What people are told about the form.
    public Form instructed(String text) {
        return new Form(element.with(Element.of(SubmittedForm.NS, "instructions", text)));
    }

    /// @param type of XEP-0004 §3.3
    public Form field(String name, String type, @Nullable String label, List<String> values, List<String> options) {
        Element field = Element.of(SubmittedForm.NS, "field")
                .with("var", name)
                .with("type", type)
                .with("label", label)
                .withAll(values.stream()
                        .map(value -> Element.of(SubmittedForm.NS, "value", value))
                        .toList())
                .withAll(options.stream()
                        .map(option -> Element.of(SubmittedForm.NS, "option")
                                .with(Element.of(SubmittedForm.NS, "value", option)))
                        .toList());
        return new Form(element.with(field));
    }

    public Element toElement() {
        return element;
    }
}
