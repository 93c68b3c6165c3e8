// SPDX-License-Identifier: Apache-2.0
/// Security labels (XEP-0258): how confidential something is, who is cleared for it, and that nothing goes to anybody
/// who is not.
@NullMarked
package im.wardroom.guard.label;

import org.jspecify.annotations.NullMarked;
