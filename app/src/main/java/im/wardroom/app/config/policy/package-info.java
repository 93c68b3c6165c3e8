// SPDX-License-Identifier: Apache-2.0
/// What an administrator can choose about the guard, as `policy.toml` says it.
@NullMarked
package im.wardroom.app.config.policy;

import org.jspecify.annotations.NullMarked;
