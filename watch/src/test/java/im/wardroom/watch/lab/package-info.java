// SPDX-License-Identifier: Apache-2.0
/// Machines for tests: network namespaces with real programs in them.
@NullMarked
package im.wardroom.watch.lab;

import org.jspecify.annotations.NullMarked;
