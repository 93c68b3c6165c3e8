// SPDX-License-Identifier: Apache-2.0
/// The configuration: typed records, the binder that fills them from TOML, and the reference made from them.
@NullMarked
package im.wardroom.app.config;

import org.jspecify.annotations.NullMarked;
