// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub;

import im.wardroom.features.pubsub.rule.Events;
import im.wardroom.features.pubsub.rule.Names;
import im.wardroom.features.pubsub.rule.NodeOptions;
import im.wardroom.features.pubsub.rule.Option;
import im.wardroom.features.pubsub.rule.OptionsForm;
import im.wardroom.store.Nodes.Node;
import im.wardroom.xmpp.form.SubmittedForm;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;
import im.wardroom.xmpp.xml.Element;

/// The configuration of a node (XEP-0060 §8.2), and what it usually is (§8.3).
final class Configure {

    private Configure() {}

    static void usual(Call call) {
        call.checkMayMake();
        call.reply(Element.of(Names.OWNER, "default")
                .with(OptionsForm.toFillIn(Names.NODE_CONFIG, call.profile().usual(), call.profile())));
    }

    static void show(Call call) {
        String name = call.name();
        call.inTurn(() -> call.reply(Element.of(Names.OWNER, "configure")
                .with("node", name)
                .with(OptionsForm.toFillIn(Names.NODE_CONFIG, Call.options(call.owned(name)), call.profile()))));
    }

    static void change(Call call) {
        String name = call.name();
        Element form = call.action()
                .find(SubmittedForm.NS, "x")
                .orElseThrow(() -> new StanzaException(Condition.BAD_REQUEST, "A form is expected."));
        call.inTurn(() -> {
            Node node = call.owned(name);
            // XEP-0060 §8.2.4: whoever cancels changes nothing.
            boolean changes = !"cancel".equals(form.attribute("type"));
            if (changes) {
                change(call, node);
            }
            call.done();
            if (changes) {
                // What others may not read any more must not stay elsewhere.
                call.changed().accept(name);
            }
        });
    }

    private static void change(Call call, Node node) {
        SubmittedForm form = Call.form(call.action(), Names.NODE_CONFIG).orElseThrow();
        NodeOptions options = call.options(Call.options(node), form);
        Node after = new Node(node.name(), options.written(), node.affiliations(), node.subscriptions());
        call.host().putNode(after, options.keep(call.limits()));
        if (options.is(Option.NOTIFY_CONFIG)) {
            Notices.send(call.host(), after, options, Events.configured(node.name(), options));
        }
    }
}
