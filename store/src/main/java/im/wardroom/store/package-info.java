// SPDX-License-Identifier: Apache-2.0
/// What is kept, and how to change it; the SQL adapter is in `im.wardroom.store.sql`.
@NullMarked
package im.wardroom.store;

import org.jspecify.annotations.NullMarked;
