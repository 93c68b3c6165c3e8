// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

/// One thing that is wrong with a configuration file, and where.
///
/// @param line counted from 1
/// @param column counted from 1
/// @param found what is there
/// @param expected what should be there
public record Problem(String file, int line, int column, String found, String expected) {

    @Override
    public String toString() {
        return file + ':' + line + ':' + column + ": found " + found + ", expected " + expected;
    }
}
