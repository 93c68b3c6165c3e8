// SPDX-License-Identifier: Apache-2.0
/// How the command line speaks with the running server: over a Unix domain socket that only its owner can open.
@NullMarked
package im.wardroom.app.control;

import org.jspecify.annotations.NullMarked;
