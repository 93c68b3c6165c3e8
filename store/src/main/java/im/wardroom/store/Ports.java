// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

/// What an account may read of what is kept. Every method of the ports may block.
public interface Ports {

    MessageLog messages();

    Documents documents();

    Nodes nodes();
}
