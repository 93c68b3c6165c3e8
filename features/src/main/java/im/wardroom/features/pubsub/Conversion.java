// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub;

import im.wardroom.server.extension.AccountView;

/// Keeps something else the same as nodes.
interface Conversion {

    boolean concerns(String node);

    /// The items of the node are others now.
    void changed(AccountView account, String node);
}
