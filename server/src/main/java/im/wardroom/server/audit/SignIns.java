// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.audit;

import im.wardroom.guard.audit.Entry;
import java.net.InetAddress;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What is written down of people and programs that prove who they are.
public final class SignIns {

    public static final String SUCCEEDED = "sign-in";
    public static final String FAILED = "sign-in-failed";

    /// Ends the action of an entry that stands for several.
    public static final String REPEATEDLY = "-repeatedly";

    public static final String ADDRESS = "address";

    private SignIns() {}

    /// How somebody tried to sign in.
    ///
    /// @param device as the client calls itself, or null
    public record Means(
            String mechanism,
            InetAddress address,
            @Nullable String software,
            @Nullable String device) {

        private Map<String, String> details() {
            Map<String, String> details = new TreeMap<>();
            details.put("mechanism", mechanism);
            details.put(ADDRESS, address.getHostAddress());
            if (software != null) {
                details.put("software", software);
            }
            if (device != null) {
                details.put("device", device);
            }
            return details;
        }
    }

    /// @param known whether the account was used from this device or address before
    public static Entry succeeded(Object account, Means means, boolean known) {
        return Entry.of(Entry.Kind.SIGN_IN, account.toString(), SUCCEEDED, means.details())
                .with("known-place", known);
    }

    /// @param account that was claimed; there may be no such account
    public static Entry failed(Object account, Means means, String cause) {
        return Entry.of(Entry.Kind.SIGN_IN, account.toString(), FAILED, means.details())
                .with("cause", cause);
    }
}
