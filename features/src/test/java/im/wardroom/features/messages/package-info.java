// SPDX-License-Identifier: Apache-2.0
/// What happens to messages on their way.
@NullMarked
package im.wardroom.features.messages;

import org.jspecify.annotations.NullMarked;
