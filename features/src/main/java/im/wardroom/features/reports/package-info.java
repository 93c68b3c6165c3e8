// SPDX-License-Identifier: Apache-2.0
/// Reports of users about what others send (XEP-0377, XEP-0268).
@NullMarked
package im.wardroom.features.reports;

import org.jspecify.annotations.NullMarked;
