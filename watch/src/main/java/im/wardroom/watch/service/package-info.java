// SPDX-License-Identifier: Apache-2.0
/// The services that are known, and what their vendors publish about names and addresses.
@NullMarked
package im.wardroom.watch.service;

import org.jspecify.annotations.NullMarked;
