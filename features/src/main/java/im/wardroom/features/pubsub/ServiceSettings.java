// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub;

import im.wardroom.features.pubsub.rule.Limits;

/// Publish-subscribe on a domain of its own.
///
/// @param label of its domain
public record ServiceSettings(String label, Limits limits) {

    public static final ServiceSettings DEFAULT = new ServiceSettings("pubsub", Limits.OF_A_SERVICE);
}
