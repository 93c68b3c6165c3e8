// SPDX-License-Identifier: Apache-2.0
/// Commands that people carry out by filling in forms (XEP-0050), whoever offers them.
@NullMarked
package im.wardroom.server.extension.command;

import org.jspecify.annotations.NullMarked;
