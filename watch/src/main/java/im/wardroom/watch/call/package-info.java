// SPDX-License-Identifier: Apache-2.0
/// Calls, and what else messengers send in datagrams: STUN, DTLS and media with the marks of a service in them, and the
/// protocols of those that have their own.
@NullMarked
package im.wardroom.watch.call;

import org.jspecify.annotations.NullMarked;
