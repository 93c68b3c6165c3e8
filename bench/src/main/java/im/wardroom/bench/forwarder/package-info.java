// SPDX-License-Identifier: Apache-2.0
/// A bare TLS forwarder, the yardstick.
@NullMarked
package im.wardroom.bench.forwarder;

import org.jspecify.annotations.NullMarked;
