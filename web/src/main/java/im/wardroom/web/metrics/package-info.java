// SPDX-License-Identifier: Apache-2.0
/// Numbers about the server, for a program that collects them.
@NullMarked
package im.wardroom.web.metrics;

import org.jspecify.annotations.NullMarked;
