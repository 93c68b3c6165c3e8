// SPDX-License-Identifier: Apache-2.0
/// Figures, tables, files and plots.
@NullMarked
package im.wardroom.bench.report;

import org.jspecify.annotations.NullMarked;
