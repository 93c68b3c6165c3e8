// SPDX-License-Identifier: Apache-2.0
/// Commands of the server (XEP-0050).
@NullMarked
package im.wardroom.features.commands;

import org.jspecify.annotations.NullMarked;
