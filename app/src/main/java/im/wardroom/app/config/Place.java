// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// A place in a configuration file.
///
/// @param table the section that is there, if one is
record Place(@Nullable TomlTable table, int line, int column) {

    static final Place NONE = new Place(null, 1, 1);

    static Place at(@Nullable TomlPosition position) {
        return position == null ? NONE : new Place(null, position.line(), position.column());
    }

    @Nullable
    Object get(String key) {
        return table == null ? null : table.get(List.of(key));
    }

    /// Where the key is, or its section if the file leaves the key out.
    Place of(String key) {
        TomlPosition position = table == null ? null : table.inputPositionOf(List.of(key));
        return position == null ? new Place(null, line, column) : at(position);
    }
}
