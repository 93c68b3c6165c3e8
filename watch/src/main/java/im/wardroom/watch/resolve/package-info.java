// SPDX-License-Identifier: Apache-2.0
/// Which addresses the services' names have, whether they are the services' own, and since when.
@NullMarked
package im.wardroom.watch.resolve;

import org.jspecify.annotations.NullMarked;
