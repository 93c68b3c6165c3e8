// SPDX-License-Identifier: Apache-2.0
/// Addresses on domains of their own, served by features.
@NullMarked
package im.wardroom.server.service;

import org.jspecify.annotations.NullMarked;
