// SPDX-License-Identifier: Apache-2.0
/// The rules of publish-subscribe (XEP-0060), whoever owns the nodes: pure functions over values.
@NullMarked
package im.wardroom.features.pubsub.rule;

import org.jspecify.annotations.NullMarked;
