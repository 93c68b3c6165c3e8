// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.indicator;

import im.wardroom.guard.Finding;
import im.wardroom.guard.Measures;
import im.wardroom.guard.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the lists as the files have them. A file that cannot be used changes nothing: what was read of it before stays
/// until it is mended. Thread-safe; reading may block, [#lists()] does not.
public final class Feeds {

    private static final Logger LOG = LoggerFactory.getLogger(Feeds.class);
    private static final String HISTORIC = "historic.indicators";
    private static final long MAX_BYTES = 64L << 20;

    /// A file as it was when it was read, and what is used of it.
    private record Feed(Stamp stamp, IndicatorList list) {}

    private record Stamp(FileTime changed, long size) {}

    private static final IndicatorList EMPTY = parsed("empty", "");

    private final Supplier<IndicatorRules> rules;
    private final Measures measures;
    private final Map<Path, Feed> feeds = new LinkedHashMap<>();
    private final IndicatorList historic = historic();
    private volatile List<IndicatorList> lists = List.of();

    public Feeds(Supplier<IndicatorRules> rules, Measures measures) {
        this.rules = rules;
        this.measures = measures;
        this.lists = rules.get().historic() ? List.of(historic) : List.of();
    }

    /// What is to be looked for now.
    List<IndicatorList> lists() {
        return lists;
    }

    /// The list of families that comes along.
    static IndicatorList historic() {
        try (InputStream in = Objects.requireNonNull(Feeds.class.getResourceAsStream(HISTORIC))) {
            return parsed(HISTORIC, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IndicatorList parsed(String name, String content) {
        try {
            return IndicatorList.parse(name, content);
        } catch (BadList e) {
            throw new IllegalStateException(e);
        }
    }

    /// Reads the files that have changed since they were read; to be called now and then, and when the rules change.
    ///
    /// @return what is wrong with those that cannot be used, for the administrator; each is an alarm, once
    public synchronized List<String> refresh() {
        IndicatorRules current = rules.get();
        feeds.keySet().retainAll(current.feeds());
        List<String> problems = new ArrayList<>();
        for (Path file : current.feeds()) {
            refresh(file, problems);
        }
        List<IndicatorList> used = new ArrayList<>();
        if (current.historic()) {
            used.add(historic);
        }
        feeds.values().forEach(feed -> used.add(feed.list()));
        lists = List.copyOf(used);
        return problems;
    }

    private void refresh(Path file, List<String> problems) {
        Feed before = feeds.get(file);
        Stamp stamp = new Stamp(FileTime.fromMillis(0), -1);
        try {
            stamp = new Stamp(Files.getLastModifiedTime(file), Files.size(file));
            if (before != null && before.stamp().equals(stamp)) {
                return;
            }
            if (stamp.size() > MAX_BYTES) {
                throw new IOException("larger than " + MAX_BYTES + " bytes");
            }
            IndicatorList list = IndicatorList.parse(file.toString(), Files.readString(file));
            feeds.put(file, new Feed(stamp, list));
            LOG.atInfo()
                    .addKeyValue("file", file)
                    .addKeyValue("entries", list.size())
                    .log("a list of indicators was read");
        } catch (BadList e) {
            keep(file, before, stamp, String.valueOf(e.getMessage()), problems);
        } catch (MalformedInputException e) {
            keep(file, before, stamp, file + ": bytes that are not UTF-8", problems);
        } catch (IOException e) {
            keep(file, before, stamp, file + ": cannot be read: " + e.getMessage(), problems);
        }
    }

    /// Notes the stamp, so that the same problem is told once.
    private void keep(
            Path file,
            @org.jspecify.annotations.Nullable Feed before,
            Stamp stamp,
            String problem,
            List<String> problems) {
        if (before != null && before.stamp().equals(stamp)) {
            return;
        }
        feeds.put(file, new Feed(stamp, before == null ? EMPTY : before.list()));
        problems.add(problem);
        LOG.atError().addKeyValue("problem", problem).log("a list of indicators cannot be used; the old one stays");
        measures.alarm(
                Finding.of(Reason.INDICATOR, "A list of indicators cannot be used; the old one stays: " + problem)
                        .with("file", file));
    }
}
