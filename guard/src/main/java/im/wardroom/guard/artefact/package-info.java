// SPDX-License-Identifier: Apache-2.0
/// What a stanza carries that can spread: links, files and texts, in a form in which variants of one look the same.
@NullMarked
package im.wardroom.guard.artefact;

import org.jspecify.annotations.NullMarked;
