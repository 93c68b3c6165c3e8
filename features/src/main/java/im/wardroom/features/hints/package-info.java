// SPDX-License-Identifier: Apache-2.0
/// Message Processing Hints (XEP-0334).
@NullMarked
package im.wardroom.features.hints;

import org.jspecify.annotations.NullMarked;
