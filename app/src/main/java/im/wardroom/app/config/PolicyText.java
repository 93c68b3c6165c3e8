// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import im.wardroom.app.config.policy.GuardPolicy;

/// The text of a policy, read strictly.
public final class PolicyText {

    private PolicyText() {}

    /// As an empty file says it.
    public static GuardPolicy defaults() {
        return Binder.defaults(GuardPolicy.class);
    }

    /// @param file its name, for problems
    public static GuardPolicy parse(String file, String content) throws ConfigurationException {
        return Binder.bind(GuardPolicy.class, file, content);
    }
}
