// SPDX-License-Identifier: Apache-2.0
/// Who somebody is: proofs of passwords and tokens, against what the store keeps. Knows nothing of streams.
@NullMarked
package im.wardroom.server.authentication;

import org.jspecify.annotations.NullMarked;
