// SPDX-License-Identifier: Apache-2.0
@NullMarked
package im.wardroom.server.audit;

import org.jspecify.annotations.NullMarked;
