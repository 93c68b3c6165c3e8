// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.host;

import im.wardroom.watch.service.Service;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads a list of programs: a line each, its fields apart by tabs: `program`, name, services apart by commas, source,
/// date. `@source` and `@date` lines say the last two for the lines below them, as in the directory of services.
final class ProgramFile {

    private static final int MOST = 64 * 1024;

    private final String name;
    private int line;
    private String source = "";
    private String date = "";

    private ProgramFile(String name) {
        this.name = name;
    }

    static List<KnownProgram> read(String name, Reader file) throws IOException {
        ProgramFile reading = new ProgramFile(name);
        List<KnownProgram> programs = new ArrayList<>();
        BufferedReader lines = new BufferedReader(file);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            reading.line++;
            reading.program(line).ifPresent(programs::add);
            if (programs.size() > MOST) {
                throw reading.wrong("at most " + MOST + " programs");
            }
        }
        return programs;
    }

    private Optional<KnownProgram> program(String text) {
        if (text.isBlank() || text.startsWith("#")) {
            return Optional.empty();
        }
        String[] fields = text.strip().split("\t+");
        if (fields[0].equals("@source") && fields.length == 2) {
            source = fields[1];
            return Optional.empty();
        }
        if (fields[0].equals("@date") && fields.length == 2) {
            date = fields[1];
            return Optional.empty();
        }
        if (!fields[0].equals("program") || fields.length < 3 || fields.length > 5) {
            throw wrong("program, the name of an executable and a service, apart by tabs");
        }
        boolean isAllowed = fields[2].equals("allowed");
        return Optional.of(new KnownProgram(
                fields[1].toLowerCase(Locale.ROOT),
                isAllowed || fields[2].equals("-") ? List.of() : services(fields[2]),
                isAllowed,
                fields.length > 3 ? fields[3] : source,
                fields.length > 4 ? fields[4] : date));
    }

    private List<Service> services(String text) {
        return Arrays.stream(text.split(",")).map(this::service).toList();
    }

    private Service service(String id) {
        return Arrays.stream(Service.values())
                .filter(service -> service.id().equals(id))
                .findFirst()
                .orElseThrow(() -> wrong("a service such as telegram or irc,xmpp, - for none, or allowed"));
    }

    private IllegalArgumentException wrong(String expected) {
        return new IllegalArgumentException("%s, line %d: expected %s".formatted(name, line, expected));
    }
}
