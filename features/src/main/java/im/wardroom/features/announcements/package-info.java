// SPDX-License-Identifier: Apache-2.0
/// What administrators have to say to all users (XEP-0133 §4.23 to §4.28).
@NullMarked
package im.wardroom.features.announcements;

import org.jspecify.annotations.NullMarked;
