// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.file;

/// How a file is looked into.
enum Unpacking {
    /// There is nothing in it.
    NONE(""),
    ZIP("application/zip"),
    TAR("application/x-tar"),
    CPIO("application/x-cpio"),
    SEVEN_ZIP("application/x-7z-compressed"),
    GZIP("application/gzip"),
    BZIP2("application/x-bzip2"),
    XZ("application/x-xz"),
    LZMA("application/x-lzma"),
    LZ4("application/x-lz4"),
    COMPRESS("application/x-compress"),
    /// Not here.
    UNKNOWN("application/x-archive-unknown");

    private final String type;

    Unpacking(String type) {
        this.type = type;
    }

    String type() {
        return type;
    }
}
