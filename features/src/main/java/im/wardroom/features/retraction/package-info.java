// SPDX-License-Identifier: Apache-2.0
/// Message Retraction (XEP-0424).
@NullMarked
package im.wardroom.features.retraction;

import org.jspecify.annotations.NullMarked;
