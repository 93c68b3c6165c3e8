// SPDX-License-Identifier: Apache-2.0
/// The started program and clients that other people made, each in processes of their own.
@NullMarked
package im.wardroom.app.clients;

import org.jspecify.annotations.NullMarked;
