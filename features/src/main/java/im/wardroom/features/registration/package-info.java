// SPDX-License-Identifier: Apache-2.0
/// Making, changing and leaving accounts with a client, and inviting others.
@NullMarked
package im.wardroom.features.registration;

import org.jspecify.annotations.NullMarked;
