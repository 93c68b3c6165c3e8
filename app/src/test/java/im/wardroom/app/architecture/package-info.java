// SPDX-License-Identifier: Apache-2.0
/// What holds for the whole: layers, the journey of a stanza, references to specifications.
@NullMarked
package im.wardroom.app.architecture;

import org.jspecify.annotations.NullMarked;
