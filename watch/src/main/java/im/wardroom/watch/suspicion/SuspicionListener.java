// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.suspicion;

/// Is told what no person does, on the thread that reads packets.
@FunctionalInterface
public interface SuspicionListener {

    void suspected(Suspicion suspicion);
}
