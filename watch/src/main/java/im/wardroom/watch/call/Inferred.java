// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.call;

import im.wardroom.watch.dissect.Activity;
import im.wardroom.watch.dissect.Confidence;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Via;

/// Detections that rest on another flow: possible, and so no witness for a third one.
final class Inferred {

    private Inferred() {}

    static Detection of(Detection witness, Via via) {
        return new Detection(
                witness.service(),
                via,
                Activity.CALL,
                Confidence.POSSIBLE,
                "same socket as a flow with " + witness.evidence());
    }

    /// The server has said to somebody else whose it is: as good as if it said it in this flow.
    static Detection atServer(Detection witness, Via via) {
        return new Detection(
                witness.service(),
                via,
                Activity.CALL,
                Confidence.LIKELY,
                "same server as a flow with " + witness.evidence());
    }

    static boolean isWitness(Detection detection) {
        return detection.confidence() != Confidence.POSSIBLE;
    }
}
