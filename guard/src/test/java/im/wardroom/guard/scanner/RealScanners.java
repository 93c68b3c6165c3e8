// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.scanner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Debian's clamd, and Debian's c-icap with its module that asks this clamd: both in a folder of the test, on loopback.
/// Stopped with the test.
final class RealScanners implements AutoCloseable {

    private static final String PROGRAM = "/usr/bin/c-icap";
    private static final Path MODULES = Path.of("/usr/lib/x86_64-linux-gnu/c_icap");

    private final RealClamd clamd;
    private final int icapPort;
    private final Process icap;

    private RealScanners(Path folder) throws IOException {
        this.clamd = RealClamd.start(Files.createDirectories(folder.resolve("clamd")));
        this.icapPort = RealClamd.freePort();
        configure(folder);
        icap = RealClamd.run(
                folder, PROGRAM, "-N", "-f", folder.resolve("icap.conf").toString());
        RealClamd.await(new Icap("icap", new Endpoint.Tcp("127.0.0.1", icapPort), "avscan", Icap.Method.RESPMOD));
    }

    /// Starts both, and waits until they answer. Skipped where they are not installed, unless they have to be.
    static RealScanners start(Path folder) throws IOException {
        RealClamd.require(PROGRAM, Files.isExecutable(Path.of(PROGRAM)) && Files.isDirectory(MODULES));
        return new RealScanners(folder);
    }

    private void configure(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("icap"));
        Files.writeString(folder.resolve("icap.conf"), """
                PidFile %1$s/icap/pid
                CommandsSocket %1$s/icap/ctl
                ServerLog %1$s/icap/server.log
                AccessLog %1$s/icap/access.log
                TmpDir %1$s/icap
                StartServers 1
                MaxServers 1
                MinSpareThreads 2
                MaxSpareThreads 10
                ThreadsPerChild 10
                Port 127.0.0.1:%3$d
                ServerName test
                ServerAdmin nobody
                MaxMemObject 131072
                ModulesDir %4$s
                ServicesDir %4$s
                TemplateDir /usr/share/c_icap/templates/
                LoadMagicFile /etc/c-icap/c-icap.magic
                Service antivirus_module virus_scan.so
                ServiceAlias avscan virus_scan?allow204=on&sizelimit=off&mode=simple
                virus_scan.ScanFileTypes TEXT DATA EXECUTABLE ARCHIVE GIF JPEG MSOFFICE DOCUMENT GRAPHICS
                virus_scan.MaxObjectSize 5M
                virus_scan.DefaultEngine clamd
                Module common clamd_mod.so
                clamd_mod.ClamdHost 127.0.0.1
                clamd_mod.ClamdPort %2$d
                """.formatted(folder, clamd.port(), icapPort, MODULES));
    }

    RealClamd clamd() {
        return clamd;
    }

    ScannerSpec overTcp() {
        return new ScannerSpec.ClamdSpec("clamd over TCP", new Endpoint.Tcp("127.0.0.1", clamd.port()));
    }

    ScannerSpec overSocket() {
        return new ScannerSpec.ClamdSpec("clamd", new Endpoint.Unix(clamd.socket()));
    }

    ScannerSpec overIcap(Icap.Method method) {
        return new ScannerSpec.IcapSpec("c-icap " + method, new Endpoint.Tcp("127.0.0.1", icapPort), "avscan", method);
    }

    List<ScannerSpec> all() {
        return List.of(overTcp(), overSocket(), overIcap(Icap.Method.RESPMOD), overIcap(Icap.Method.REQMOD));
    }

    @Override
    public void close() {
        icap.descendants().forEach(ProcessHandle::destroyForcibly);
        icap.destroyForcibly();
        clamd.close();
    }
}
