// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config.policy;

import im.wardroom.app.config.Checked;
import im.wardroom.app.config.Doc;
import im.wardroom.app.config.Example;
import im.wardroom.xmpp.address.BareJid;
import java.util.List;
import java.util.Optional;

/// People that rules can name together.
public record LeakGroupPolicy(
        @Doc("What rules call it.") @Example("bridge") Optional<String> name,

        @Doc("Their addresses.") @Example("captain@example.org, mate@example.org")
        List<BareJid> members)
        implements Checked {

    @Override
    public void check(Findings findings) {
        if (name.filter(text -> !text.isBlank()).isEmpty()) {
            findings.add("name", "a group without one", "a name by which rules call it");
        }
    }
}
