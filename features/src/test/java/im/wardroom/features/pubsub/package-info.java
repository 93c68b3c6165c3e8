// SPDX-License-Identifier: Apache-2.0
/// Tests of publish-subscribe on accounts.
@NullMarked
package im.wardroom.features.pubsub;

import org.jspecify.annotations.NullMarked;
