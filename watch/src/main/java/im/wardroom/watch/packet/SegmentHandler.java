// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.packet;

/// Is told of each segment that was in a packet. The segment is lent for the call.
public interface SegmentHandler {

    void segment(Segment segment);
}
