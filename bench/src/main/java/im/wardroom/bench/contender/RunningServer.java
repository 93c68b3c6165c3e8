// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.contender;

import im.wardroom.bench.load.LoadFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/// A started server, on its own core. Ends with this program, however that ends.
public final class RunningServer implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);
    private static final long STOP_SECONDS = 20;
    private static final int KEPT_OUTPUT = 20_000;

    private final Process process;
    private final ProcessGroup group;
    private final InetSocketAddress address;
    private final StringBuffer output = new StringBuffer();
    private final Thread hook = new Thread(this::kill);

    private RunningServer(Process process, ProcessGroup group, InetSocketAddress address) {
        this.process = process;
        this.group = group;
        this.address = address;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// @param pin a command that keeps what follows on one core, or nothing
    public static RunningServer start(List<String> pin, Launch launch, Setup setup) throws IOException {
        List<String> command = new ArrayList<>(pin);
        command.addAll(launch.command());
        String mark = UUID.randomUUID().toString();
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(setup.folder().toFile()).redirectErrorStream(true);
        builder.environment().putAll(launch.environment());
        builder.environment().put(ProcessGroup.MARK, mark);
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), setup.port());
        RunningServer server = new RunningServer(builder.start(), new ProcessGroup(mark), address);
        try {
            server.awaitReady(launch.ready());
            return server;
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private void awaitReady(String line) throws IOException {
        Thread.ofVirtual().start(this::readOutput);
        long end = System.nanoTime() + START.toNanos();
        while (!(output.indexOf(line) >= 0 && isListening())) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IOException("the server did not start:\n" + output);
            }
            pause();
        }
    }

    private void readOutput() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            String line;
            while ((line = reader.readLine()) != null) {
                if (output.length() < KEPT_OUTPUT) {
                    output.append(line).append('\n');
                }
            }
        } catch (IOException closed) {
            output.append(closed).append('\n');
        }
    }

    private boolean isListening() {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadFailure("interrupted");
        }
    }

    public InetSocketAddress address() {
        return address;
    }

    public long pid() {
        return process.pid();
    }

    /// Processor time that all its processes have used.
    public Duration cpu() throws IOException {
        return group.cpu();
    }

    /// Resident memory of all its processes, in bytes.
    public long resident() throws IOException {
        return group.resident();
    }

    /// What it printed.
    public String output() {
        return output.toString();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private void kill() {
        for (long pid : group.members()) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}
