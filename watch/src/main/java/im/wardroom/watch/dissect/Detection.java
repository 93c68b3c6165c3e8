// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.dissect;

import im.wardroom.watch.service.Service;

/// A flow belongs to a service.
public record Detection(Service service, Via via, Activity activity, Confidence confidence, String evidence)
        implements Finding {

    /// A service that speaks its own protocol, which nothing else looks like.
    public static Detection ofProtocol(Service service, Activity activity, String evidence) {
        return new Detection(service, Via.NATIVE, activity, Confidence.CERTAIN, evidence);
    }
}
