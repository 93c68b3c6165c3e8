// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.command;

import im.wardroom.watch.service.Directory;
import im.wardroom.watch.service.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The options with which services are chosen, and the directory that they are in.
final class Choice {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "SERVICE", arity = "0..*", split = ",", description = "Such as telegram or whatsapp.")
    private List<String> services = new ArrayList<>();

    @Option(names = "--all", description = "All services that are known.")
    private boolean all;

    @Option(names = "--except", paramLabel = "SERVICE", split = ",", description = "But not these.")
    private List<String> except = new ArrayList<>();

    @Option(
            names = "--directory",
            paramLabel = "FILE",
            description = "More names and addresses of services, and what is your own and allowed;"
                    + " can be given several times.")
    private List<Path> directories = new ArrayList<>();

    Set<Service> services() {
        Set<Service> chosen = all ? EnumSet.allOf(Service.class) : EnumSet.noneOf(Service.class);
        services.forEach(name -> chosen.add(service(name)));
        except.forEach(name -> chosen.remove(service(name)));
        if (chosen.isEmpty()) {
            throw misunderstood((services.isEmpty() && !all ? "say which services, or --all" : "no service is left")
                    + "; there are " + known());
        }
        return chosen;
    }

    private Service service(String name) {
        String id = name.strip().toLowerCase(Locale.ROOT).replace('_', '-');
        return Service.find(id)
                .orElseThrow(() -> misunderstood("there is no service " + Text.printable(name)
                        + Nearest.to(id, ids())
                                .map(near -> "; did you mean " + near + "?")
                                .orElse("")
                        + " There are " + known()));
    }

    private static List<String> ids() {
        return Arrays.stream(Service.values()).map(Service::id).sorted().toList();
    }

    private static String known() {
        return String.join(", ", ids());
    }

    /// The directory that is built in with the lines of the administrator's files.
    Directory directory() throws IOException {
        return Extended.directory(directories);
    }

    ParameterException misunderstood(String why) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), why);
    }

    /// What was typed, for the heading of a file.
    String typed() {
        return Objects.requireNonNull(spec).commandLine().getParseResult().originalArgs().stream()
                .map(Choice::quoted)
                .collect(Collectors.joining(" "));
    }

    private static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9_./:=,@%+-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
