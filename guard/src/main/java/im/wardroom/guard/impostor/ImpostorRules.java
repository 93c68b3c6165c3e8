// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.impostor;

import im.wardroom.guard.Mode;
import im.wardroom.xmpp.address.BareJid;
import java.util.Set;

/// Whose names nobody else may use.
///
/// @param protectedNames beside those of officers
/// @param exempt may call themselves as they like
/// @param warn whether a link of a stranger who looks like a contact gets a warning
public record ImpostorRules(Mode mode, Set<String> protectedNames, Set<BareJid> exempt, boolean warn) {

    public static final ImpostorRules DEFAULT = new ImpostorRules(
            Mode.ENFORCE,
            Set.of(
                    "admin",
                    "administrator",
                    "administration",
                    "root",
                    "security",
                    "security desk",
                    "it security",
                    "support",
                    "it support",
                    "help desk",
                    "service desk",
                    "postmaster",
                    "abuse",
                    "system",
                    "server"),
            Set.of(),
            true);

    public ImpostorRules {
        protectedNames = Set.copyOf(protectedNames);
        exempt = Set.copyOf(exempt);
    }
}
