// SPDX-License-Identifier: Apache-2.0
/// The load under which the build trains the JVM, so that the server is fast soon after its start.
@NullMarked
package im.wardroom.app.training;

import org.jspecify.annotations.NullMarked;
