// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.scenario;

import im.wardroom.bench.contender.Product;
import im.wardroom.bench.contender.RunningServer;
import im.wardroom.bench.load.Connector;
import im.wardroom.bench.load.Credentials;
import im.wardroom.bench.load.XmppClient;

/// A started server and what is needed to load it.
public record Subject(Product product, RunningServer server, Credentials credentials, XmppClient.Shared shared) {

    Connector connector(XmppClient.Manner manner) {
        return product.connector(shared, server.address(), manner);
    }
}
