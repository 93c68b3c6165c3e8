// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.dissect;

import im.wardroom.watch.service.Service;

/// A flow belongs to a service.
///
/// @param rule that would have stopped it
public record Detection(Service service, Via via, Activity activity, Confidence confidence, String evidence, Rule rule)
        implements Finding {

    /// One that no rule on names or addresses follows from.
    public Detection(Service service, Via via, Activity activity, Confidence confidence, String evidence) {
        this(service, via, activity, confidence, evidence, Rule.NONE);
    }

    @Override
    public String subject() {
        return service.id();
    }

    @Override
    public boolean isSame(Finding other) {
        return other instanceof Detection another && service == another.service;
    }

    public Detection with(Rule other) {
        return new Detection(service, via, activity, confidence, evidence, other);
    }

    /// A service that speaks its own protocol, which nothing else looks like.
    public static Detection ofProtocol(Service service, Activity activity, String evidence) {
        return new Detection(service, Via.NATIVE, activity, Confidence.CERTAIN, evidence);
    }
}
