// SPDX-License-Identifier: Apache-2.0
/// Everything over HTTPS: put together in [im.wardroom.web.Web].
@NullMarked
package im.wardroom.web;

import org.jspecify.annotations.NullMarked;
