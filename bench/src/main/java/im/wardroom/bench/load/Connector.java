// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.load;

import java.io.IOException;

/// How clients get to the server that is measured.
public interface Connector {

    /// Begins to connect; the listener is told when the client is ready.
    Client connect(int account, Client.Listener listener) throws IOException;
}
