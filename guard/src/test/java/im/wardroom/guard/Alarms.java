// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard;

import im.wardroom.xmpp.address.BareJid;
import java.util.List;

/// Keeps what officers would be told, and does nothing else.
///
/// @param told as thread-safe as it has to be
public record Alarms(List<Finding> told) implements Measures {

    @Override
    public void quarantine(BareJid account, Finding finding) {}

    @Override
    public void recall(List<Copy> copies, Finding finding) {}

    @Override
    public void drop(List<BareJid> senders, Finding finding) {}

    @Override
    public void tell(BareJid to, String text) {}

    @Override
    public void alarm(Finding finding) {
        told.add(finding);
    }
}
