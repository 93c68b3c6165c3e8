// SPDX-License-Identifier: Apache-2.0
/// What the server and the guard do, in numbers.
@NullMarked
package im.wardroom.app.metrics;

import org.jspecify.annotations.NullMarked;
