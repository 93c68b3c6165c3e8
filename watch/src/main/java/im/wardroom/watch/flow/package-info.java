// SPDX-License-Identifier: Apache-2.0
/// Both directions of each conversation, in bounded memory.
@NullMarked
package im.wardroom.watch.flow;

import org.jspecify.annotations.NullMarked;
