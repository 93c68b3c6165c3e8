// SPDX-License-Identifier: Apache-2.0
/// A load generator: what the started program does in a second, and what a session costs it.
@NullMarked
package im.wardroom.bench;

import org.jspecify.annotations.NullMarked;
