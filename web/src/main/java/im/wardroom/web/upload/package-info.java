// SPDX-License-Identifier: Apache-2.0
/// The files that people upload (XEP-0363 §7): taken in, looked at, kept, given out and removed.
@NullMarked
package im.wardroom.web.upload;

import org.jspecify.annotations.NullMarked;
