// SPDX-License-Identifier: Apache-2.0
/// Entity Time (XEP-0202).
@NullMarked
package im.wardroom.features.time;

import org.jspecify.annotations.NullMarked;
