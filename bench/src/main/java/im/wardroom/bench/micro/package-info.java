// SPDX-License-Identifier: Apache-2.0
/// Microbenchmarks (JMH): each stop of a message on its own.
@NullMarked
package im.wardroom.bench.micro;

import org.jspecify.annotations.NullMarked;
