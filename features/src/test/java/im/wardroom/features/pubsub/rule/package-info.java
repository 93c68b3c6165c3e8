// SPDX-License-Identifier: Apache-2.0
/// Tests of the rules of publish-subscribe.
@NullMarked
package im.wardroom.features.pubsub.rule;

import org.jspecify.annotations.NullMarked;
