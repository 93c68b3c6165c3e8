// SPDX-License-Identifier: Apache-2.0
@NullMarked
package im.wardroom.app.audit.export;

import org.jspecify.annotations.NullMarked;
