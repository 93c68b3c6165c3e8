// SPDX-License-Identifier: Apache-2.0
/// Proves that scripts can fail.
@NullMarked
package im.wardroom.testkit.scenario;

import org.jspecify.annotations.NullMarked;
