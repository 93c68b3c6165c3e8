// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// An [Attack] under way. Its process is run only when nobody else on its core has something to do (`chrt --idle`,
/// where that is there), and ends with this program.
public final class AttackProcess implements AutoCloseable {

    private static final Path CHRT = Path.of("/usr/bin/chrt");
    private static final long STOP_SECONDS = 10;

    private final Process process;
    private final Thread reader = new Thread(this::read, "attack");
    private volatile Attack.Totals totals = Attack.Totals.NONE;
    private volatile String failure = "";
    private volatile boolean closed;

    private AttackProcess(Process process) {
        this.process = process;
    }

    /// @param port of the server, on loopback
    /// @param firstAccount of the hostile ones; those before it are its victims
    /// @param sessions that are signed in
    /// @param perSecond stanzas that all of them offer together
    /// @param idlers connections that do not sign in: half are silent, half send a byte a second
    /// @param seconds after which it ends by itself
    public static AttackProcess start(int port, int firstAccount, int sessions, int perSecond, int idlers, int seconds)
            throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(CHRT)) {
            command.addAll(List.of(CHRT.toString(), "--idle", "0"));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Attack.class.getName()));
        for (int number : new int[] {port, firstAccount, sessions, perSecond, idlers, seconds}) {
            command.add(Integer.toString(number));
        }
        AttackProcess attack = new AttackProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        attack.reader.start();
        return attack;
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String line;
            while ((line = lines.readLine()) != null) {
                totals = Attack.Totals.parse(line);
            }
            failure = closed ? "" : "it ended by itself";
        } catch (IOException | NumberFormatException e) {
            failure = e.toString();
        }
    }

    public Attack.Totals totals() {
        return totals;
    }

    /// Empty if all went as it should.
    public String failure() {
        return failure;
    }

    @Override
    public void close() {
        closed = true;
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            reader.join();
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
