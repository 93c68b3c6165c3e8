// SPDX-License-Identifier: Apache-2.0
/// Publish-subscribe on accounts: personal eventing (XEP-0163 over XEP-0060), and what is kept the same as its nodes.
@NullMarked
package im.wardroom.features.pubsub;

import org.jspecify.annotations.NullMarked;
