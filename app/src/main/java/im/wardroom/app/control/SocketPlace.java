// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.control;

import im.wardroom.app.PrivateFiles;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/// Where the socket of a data folder is: in the folder, or in the system's folder for temporary files where the path
/// would be longer than an address of a Unix domain socket may be.
final class SocketPlace {

    /// 108 on Linux and 104 elsewhere, with the zero at the end.
    private static final int MAX_BYTES = 103;

    /// Begins the name of a folder outside of the data folder.
    private static final String ELSEWHERE = "wardroom-control-";

    private SocketPlace() {}

    static Path of(Path data) {
        Path plain = data.toAbsolutePath().normalize().resolve("control.sock");
        if (plain.toString().getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES) {
            return plain;
        }
        UUID name = UUID.nameUUIDFromBytes(plain.toString().getBytes(StandardCharsets.UTF_8));
        return Path.of(System.getProperty("java.io.tmpdir", "/tmp"), ELSEWHERE + name, "control.sock");
    }

    static UnixDomainSocketAddress address(Path data) {
        return UnixDomainSocketAddress.of(of(data));
    }

    /// Makes the folder that holds the socket, for its owner alone.
    static void prepare(Path data) throws IOException {
        Path folder = of(data).getParent();
        if (folder != null) {
            PrivateFiles.folder(folder);
        }
    }

    /// Removes the socket, and the folder that was made for it alone.
    static void remove(Path socket) throws IOException {
        Files.deleteIfExists(socket);
        Path folder = socket.getParent();
        if (folder != null && folder.getFileName().toString().startsWith(ELSEWHERE)) {
            Files.deleteIfExists(folder);
        }
    }
}
