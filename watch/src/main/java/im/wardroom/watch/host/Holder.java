// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.host;

import java.util.List;

/// A program and the sockets that it holds.
public record Holder(Program program, List<Socket> sockets) {

    public Holder {
        sockets = List.copyOf(sockets);
    }
}
