// SPDX-License-Identifier: Apache-2.0
/// Looks for marks that harmful programs leave: names and contents of files, values of the registry.
@NullMarked
package im.wardroom.watch.indicator;

import org.jspecify.annotations.NullMarked;
