// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.report;

import java.time.Instant;

/// What stands above a page.
///
/// @param organisation empty if nobody named one
/// @param made when
/// @param sources what it was made from, in words
/// @param unread files or lines that could not be used, in words; empty if all could
public record Heading(String title, String organisation, Instant made, String sources, String unread) {}
