// SPDX-License-Identifier: Apache-2.0
/// A signed-in device: stamps, counts, acknowledges, resumes.
@NullMarked
package im.wardroom.server.session;

import org.jspecify.annotations.NullMarked;
