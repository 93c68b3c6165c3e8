// SPDX-License-Identifier: Apache-2.0
/// Where packets come from: capture files of every kind, and later interfaces. Knows no protocol.
@NullMarked
package im.wardroom.watch.capture;

import org.jspecify.annotations.NullMarked;
