// SPDX-License-Identifier: Apache-2.0
/// The directory in which people find each other (XEP-0055).
@NullMarked
package im.wardroom.features.directory;

import org.jspecify.annotations.NullMarked;
