// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.dissect;

import java.util.List;

/// For each first octet, who may know the flow: one bit a dissector.
final class Candidates {

    private static final int MOST = 64;

    private final long[] tcp = new long[256];
    private final long[] udp = new long[256];
    private final long lastResorts;

    Candidates(List<Dissector> dissectors) {
        if (dissectors.size() > MOST) {
            throw new IllegalArgumentException("at most " + MOST + " dissectors can be asked");
        }
        long last = 0;
        for (int i = 0; i < dissectors.size(); i++) {
            Dissector dissector = dissectors.get(i);
            long bit = 1L << i;
            for (int octet = 0; octet < 256; octet++) {
                if (dissector.mayBeginWith(octet)) {
                    tcp[octet] |= dissector.transport() == Dissector.Transport.UDP ? 0 : bit;
                    udp[octet] |= dissector.transport() == Dissector.Transport.TCP ? 0 : bit;
                }
            }
            last |= dissector.isLastResort() ? bit : 0;
        }
        lastResorts = last;
    }

    long ofTcp(int octet) {
        return tcp[octet];
    }

    long ofUdp(int octet) {
        return udp[octet];
    }

    long lastResorts() {
        return lastResorts;
    }
}
