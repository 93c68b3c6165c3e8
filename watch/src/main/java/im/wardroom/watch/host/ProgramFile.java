// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.host;

import im.wardroom.watch.disk.ListFile;
import im.wardroom.watch.disk.ListLine;
import im.wardroom.watch.service.Service;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Reads a line of the list of programs: `program`, name, services apart by commas, source, date.
final class ProgramFile {

    private static final int MOST = 64 * 1024;

    private ProgramFile() {}

    static List<KnownProgram> read(String name, Reader file) throws IOException {
        return ListFile.read(name, file, MOST, ProgramFile::program);
    }

    static List<KnownProgram> builtIn(String name) {
        return ListFile.builtIn(ProgramFile.class, name, MOST, ProgramFile::program);
    }

    private static KnownProgram program(ListLine line) {
        if (!line.field(0).equals("program") || line.count() < 3 || line.count() > 5) {
            throw line.wrong("program, the name of an executable and a service, apart by tabs");
        }
        String services = line.field(2);
        boolean isAllowed = services.equals("allowed");
        return new KnownProgram(
                line.field(1).toLowerCase(Locale.ROOT),
                isAllowed || services.equals("-") ? List.of() : services(line),
                isAllowed,
                line.source(3),
                line.date(4));
    }

    private static List<Service> services(ListLine line) {
        return Arrays.stream(line.field(2).split(","))
                .map(id -> Service.find(id)
                        .orElseThrow(
                                () -> line.wrong("a service such as telegram or irc,xmpp, - for none, or allowed")))
                .toList();
    }
}
