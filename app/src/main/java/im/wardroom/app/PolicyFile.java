// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app;

import im.wardroom.app.config.ConfigurationException;
import im.wardroom.app.config.PolicyText;
import im.wardroom.app.config.policy.GuardPolicy;
import im.wardroom.guard.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The policy that is in force, as a file says it. A changed file is read within seconds; one with a mistake is refused
/// whole, and the policy stays as it was. Thread-safe.
public final class PolicyFile implements Supplier<Policy>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PolicyFile.class);
    private static final int LOOK_EVERY_SECONDS = 2;

    /// What tells one state of the file from another.
    private record Stamp(FileTime modified, long size) {
        static final Stamp ABSENT = new Stamp(FileTime.fromMillis(0), -1);

        static Stamp of(Path file) throws IOException {
            try {
                return new Stamp(Files.getLastModifiedTime(file), Files.size(file));
            } catch (NoSuchFileException e) {
                return ABSENT;
            }
        }
    }

    private final Path file;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("policy").factory());
    private volatile Policy policy;
    private volatile Consumer<String> refusals = problem -> {};
    private volatile Runnable changes = () -> {};
    private Stamp seen = Stamp.ABSENT;
    private volatile boolean inForce = true;
    private boolean unreadable;

    private PolicyFile(Path file) throws StartFailure {
        this.file = file;
        try {
            seen = Stamp.of(file);
            policy = read();
        } catch (ConfigurationException | IOException e) {
            throw new StartFailure(String.valueOf(e.getMessage()), e);
        }
        var _ = timer.scheduleWithFixedDelay(this::look, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    /// May block.
    ///
    /// @throws StartFailure if the file has a mistake
    public static PolicyFile open(Path file) throws StartFailure {
        return new PolicyFile(file);
    }

    /// @param refused told what is wrong with a changed file
    /// @param changed runs when another policy is in force
    void listen(Consumer<String> refused, Runnable changed) {
        refusals = refused;
        changes = changed;
    }

    private Policy read() throws ConfigurationException, IOException {
        return parse(file);
    }

    static Policy parse(Path file) throws ConfigurationException, IOException {
        GuardPolicy text =
                Files.exists(file) ? PolicyText.parse(file.toString(), Files.readString(file)) : PolicyText.defaults();
        Path folder = file.toAbsolutePath().getParent();
        return text.policy(folder == null ? Path.of("/") : folder);
    }

    @Override
    public Policy get() {
        return policy;
    }

    public Path file() {
        return file;
    }

    /// Whether what the file says is in force: false while it has a mistake or cannot be read.
    public boolean isInForce() {
        return inForce;
    }

    private synchronized void look() {
        try {
            Stamp now = Stamp.of(file);
            // What could not be read may become so without another stamp.
            if (!now.equals(seen) || unreadable) {
                seen = now;
                reload();
            }
            unreadable = false;
        } catch (ConfigurationException e) {
            unreadable = false;
            refused(e);
        } catch (IOException e) {
            boolean isNews = !unreadable;
            unreadable = true;
            if (isNews) {
                refused(e);
            }
        }
    }

    private void refused(Exception e) {
        inForce = false;
        LOG.atError()
                .addKeyValue("file", file)
                .addKeyValue("problem", e.getMessage())
                .log("the policy is refused, and the earlier one stays");
        refusals.accept(String.valueOf(e.getMessage()));
    }

    /// Reads the file now. May block.
    ///
    /// @throws ConfigurationException if it has a mistake; the policy stays as it was
    public synchronized void reload() throws ConfigurationException, IOException {
        try {
            policy = read();
            inForce = true;
        } catch (ConfigurationException | IOException e) {
            inForce = false;
            throw e;
        }
        LOG.atInfo().addKeyValue("file", file).log("another policy is in force");
        changes.run();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
