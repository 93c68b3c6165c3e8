// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.report;

/// So many flows, and so many octets in them. Grows.
final class Amount {

    private long flows;
    private long bytes;

    void add(long octets) {
        flows++;
        bytes += octets;
    }

    long flows() {
        return flows;
    }

    long bytes() {
        return bytes;
    }
}
