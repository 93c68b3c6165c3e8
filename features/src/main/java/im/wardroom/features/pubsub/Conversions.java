// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub;

import im.wardroom.server.extension.AccountView;
import java.util.List;

/// Tells conversions what requests changed. What conversions change themselves is told to nobody.
record Conversions(List<Conversion> all) {
    Conversions {
        all = List.copyOf(all);
    }

    void changed(AccountView account, String node) {
        for (Conversion conversion : all) {
            if (conversion.concerns(node)) {
                conversion.changed(account, node);
            }
        }
    }
}
