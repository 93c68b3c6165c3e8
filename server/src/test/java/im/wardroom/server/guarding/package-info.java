// SPDX-License-Identifier: Apache-2.0
/// What is held and asked, without a server.
@NullMarked
package im.wardroom.server.guarding;

import org.jspecify.annotations.NullMarked;
