// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.archive;

import im.wardroom.xmpp.form.SubmittedForm;
import im.wardroom.xmpp.xml.Element;
import java.util.Set;

/// The fields that a query can have (XEP-0313 §4.1.5).
final class QueryForm {

    static final String WITH = "with";
    static final String START = "start";
    static final String END = "end";
    static final String BEFORE_ID = "before-id";
    static final String AFTER_ID = "after-id";
    static final String IDS = "ids";
    static final String INCLUDE_GROUPCHAT = "include-groupchat";

    static final Set<String> FIELDS = Set.of(WITH, START, END, BEFORE_ID, AFTER_ID, IDS, INCLUDE_GROUPCHAT);

    private static final String FORM = SubmittedForm.NS;
    private static final String VALIDATE = "http://jabber.org/protocol/xdata-validate";

    private QueryForm() {}

    static Element toElement() {
        Element open =
                Element.of(VALIDATE, "validate").with("datatype", "xs:string").with(Element.of(VALIDATE, "open"));
        return Element.of(FORM, "x")
                .with("type", "form")
                .with(field(SubmittedForm.FORM_TYPE, "hidden").with(Element.of(FORM, "value", MessageArchive.NS)))
                .with(field(WITH, "jid-single"))
                .with(field(START, "text-single"))
                .with(field(END, "text-single"))
                .with(field(BEFORE_ID, "text-single"))
                .with(field(AFTER_ID, "text-single"))
                .with(field(IDS, "list-multi").with(open))
                .with(field(INCLUDE_GROUPCHAT, "boolean"));
    }

    private static Element field(String name, String type) {
        return Element.of(FORM, "field").with("type", type).with("var", name);
    }
}
