// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.scanner;

import im.wardroom.guard.file.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// ClamAV's daemon, spoken to over TCP or a socket on this machine: files go to it as streams, so it needs no right to
/// read them.
public final class Clamd implements Scanner {

    private static final int CHUNK = 64 * 1024;
    private static final int MAX_ANSWER = 4096;

    private final String name;
    private final Endpoint endpoint;

    public Clamd(String name, Endpoint endpoint) {
        this.name = name;
        this.endpoint = endpoint;
    }

    @Override
    public String name() {
        return name;
    }

    /// Such as `ClamAV 1.4.6/27800/Thu Nov 26 10:01:02 2026`, with the version and date of the signatures.
    @Override
    public String signatures(Duration patience) throws IOException {
        try (Line line = Line.to(endpoint, patience)) {
            CompletableFuture<String> answer = Line.reading(() -> answer(line.in()));
            line.writeAscii("zVERSION\0");
            String version = line.await(answer);
            if (!version.startsWith("ClamAV ")) {
                throw new IOException("an answer that no clamd gives");
            }
            return version;
        }
    }

    @Override
    public Report scan(Content content, Duration patience) throws IOException {
        try (Line line = Line.to(endpoint, patience)) {
            CompletableFuture<String> answer = Line.reading(() -> answer(line.in()));
            try {
                send(content, line);
            } catch (IOException e) {
                // It says why it does not want more, as when the file is too large; or there is no answer.
                return report(line.await(answer));
            }
            return report(line.await(answer));
        }
    }

    private static void send(Content content, Line line) throws IOException {
        line.writeAscii("zINSTREAM\0");
        byte[] piece = new byte[CHUNK];
        ByteBuffer frame = ByteBuffer.allocate(4 + CHUNK);
        try (InputStream in = content.stream()) {
            for (int n = in.readNBytes(piece, 0, CHUNK); n > 0; n = in.readNBytes(piece, 0, CHUNK)) {
                line.write(frame.clear().putInt(n).put(piece, 0, n).flip());
            }
        }
        line.write(frame.clear().putInt(0).flip());
    }

    private static String answer(InputStream in) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        for (int b = in.read(); b > 0; b = in.read()) {
            if (answer.size() >= MAX_ANSWER) {
                throw new IOException("an answer without an end");
            }
            answer.write(b);
        }
        return answer.toString(StandardCharsets.UTF_8).strip();
    }

    private static Report report(String answer) throws IOException {
        if (answer.equals("stream: OK")) {
            return Report.CLEAN;
        }
        if (answer.startsWith("stream: ") && answer.endsWith(" FOUND")) {
            return new Report.Infected(answer.substring("stream: ".length(), answer.length() - " FOUND".length()));
        }
        if (answer.contains("size limit exceeded")) {
            return new Report.TooLarge();
        }
        throw new IOException("an answer that no clamd gives");
    }
}
