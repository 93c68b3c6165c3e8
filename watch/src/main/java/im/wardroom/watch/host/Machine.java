// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The processes and sockets of a Linux machine, those in containers included, as `/proc` has them. Reads only.
public final class Machine {

    /// More sockets than these are counted and not looked at.
    private static final int MOST_SOCKETS = 500_000;

    private static final List<String> LISTS = List.of("tcp", "tcp6", "udp", "udp6");

    private final Path proc;
    private final int mostSockets;

    public Machine(Path proc) {
        this(proc, MOST_SOCKETS);
    }

    Machine(Path proc, int mostSockets) {
        this.proc = proc;
        this.mostSockets = mostSockets;
    }

    /// What there was at one moment, or nearly: processes come and go while they are looked at.
    ///
    /// @param holders every process, with its sockets of TCP and UDP
    /// @param orphans sockets whose process may not be seen by this user
    /// @param hidden processes whose sockets may not be seen by this user
    /// @param unread sockets beyond those that are looked at
    /// @param isVeiled the system does not even tell this user that others' processes are there
    public record Snapshot(List<Holder> holders, List<Socket> orphans, int hidden, long unread, boolean isVeiled) {

        public Snapshot {
            holders = List.copyOf(holders);
            orphans = List.copyOf(orphans);
        }
    }

    /// @throws IOException if this is not Linux, or `/proc` is not there
    public Snapshot look() throws IOException {
        Look look = new Look(booted());
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(
                proc, path -> path.getFileName().toString().matches("[1-9][0-9]{0,9}"))) {
            for (Path folder : folders) {
                look.process(new ProcessFolder(folder));
            }
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        }
        return look.snapshot();
    }

    private Instant booted() throws IOException {
        try (BufferedReader lines = reader(proc.resolve("stat"))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("btime ")) {
                    return Instant.ofEpochSecond(
                            Long.parseLong(line.substring(6).strip()));
                }
            }
        }
        throw new IOException(proc + " does not say when the machine started");
    }

    private static BufferedReader reader(Path file) throws IOException {
        return new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.ISO_8859_1));
    }

    private final class Look {

        private final Instant booted;
        private final Map<Long, String> users = new HashMap<>();
        private final Map<Program, Set<Long>> programs = new LinkedHashMap<>();
        private final Map<String, List<ProcessFolder>> networks = new LinkedHashMap<>();
        private final Map<Long, Socket> sockets = new LinkedHashMap<>();
        private int hidden;
        private long unread;

        Look(Instant booted) {
            this.booted = booted;
        }

        void process(ProcessFolder process) {
            try {
                Program program = process.program(booted, users);
                Set<Long> inodes = new HashSet<>();
                try {
                    process.sockets(inodes::add);
                } catch (AccessDeniedException others) {
                    hidden++;
                }
                programs.put(program, inodes);
                networks.computeIfAbsent(process.network().orElse(""), name -> new ArrayList<>())
                        .add(process);
            } catch (IOException | NumberFormatException gone) {
                // It ended while it was looked at: as if it had ended before.
                return;
            }
        }

        Snapshot snapshot() {
            networks.forEach((name, processes) -> {
                // Where this user may not know which network, it is most often the same as its own.
                if (!name.isEmpty() || networks.size() == 1) {
                    read(processes);
                }
            });
            List<Holder> holders = new ArrayList<>();
            Set<Long> held = new HashSet<>();
            programs.forEach((program, inodes) -> {
                holders.add(new Holder(
                        program,
                        inodes.stream()
                                .filter(sockets::containsKey)
                                .map(sockets::get)
                                .toList()));
                held.addAll(inodes);
            });
            List<Socket> orphans = sockets.values().stream()
                    .filter(socket -> !held.contains(socket.inode()))
                    .toList();
            return new Snapshot(holders, orphans, hidden, unread, !Files.exists(proc.resolve("1")));
        }

        /// Each network once, by whichever of its processes still lives.
        private void read(List<ProcessFolder> processes) {
            for (ProcessFolder process : processes) {
                if (read(process.folder().resolve("net"))) {
                    return;
                }
            }
        }

        private boolean read(Path net) {
            boolean any = false;
            for (String list : LISTS) {
                try (BufferedReader lines = reader(net.resolve(list))) {
                    new SocketLines(list.startsWith("tcp"), ByteOrder.nativeOrder()).read(lines, this::add);
                    any = true;
                } catch (IOException absent) {
                    // Without IPv6 two of them are not there; of a process that has ended, none.
                    continue;
                }
            }
            return any;
        }

        private void add(Socket socket) {
            if (socket.inode() == 0) {
                return;
            }
            if (sockets.size() < mostSockets) {
                sockets.put(socket.inode(), socket);
            } else {
                unread++;
            }
        }
    }
}
