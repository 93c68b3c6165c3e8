// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.report;

import im.wardroom.watch.octet.Volume;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The page in a few sentences.
final class Summary {

    private static final int NAMED = 6;
    private static final int WORK_BEGINS = 7;
    private static final int WORK_ENDS = 19;

    private final Tally tally;

    Summary(Tally tally) {
        this.tally = tally;
    }

    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        if (tally.services().isEmpty()) {
            sentences.add("No public messenger was found.");
        } else {
            sentences.add(whoAndWhat());
            sentences.add(mostUsed());
            sentences.add(when());
            sentences.add(stopped());
        }
        sentences.add(hidden());
        if (tally.suspected() > 0) {
            sentences.add("Something that no person does was seen " + Words.count(tally.suspected(), "time")
                    + ": see below.");
        }
        return sentences;
    }

    private String whoAndWhat() {
        List<String> names = byBytes().stream().map(Words::title).toList();
        int named = Math.min(NAMED, names.size());
        List<String> list = new ArrayList<>(names.subList(0, named));
        if (names.size() > named) {
            list.add(Words.count(names.size() - (long) named, "other"));
        }
        return Words.count(tally.all().clients(), "client") + " used " + Words.count(names.size(), "public messenger")
                + ": " + Words.list(list) + ".";
    }

    List<String> byBytes() {
        return tally.services().entrySet().stream()
                .sorted(Map.Entry.<String, Part>comparingByValue(
                                Comparator.comparingLong(part -> -part.all().bytes()))
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private String mostUsed() {
        Amount all = tally.all().all();
        String most = byBytes().getFirst();
        Part part = tally.services().get(most);
        String amount = "Together these were " + Words.count(all.flows(), "conversation") + " with "
                + Volume.rounded(all.bytes()) + ".";
        return tally.services().size() == 1 || part == null
                ? amount
                : amount + " " + Words.title(most) + " carried the most, "
                        + Words.share(part.all().bytes(), all.bytes()) + ", for "
                        + Words.count(part.clients(), "client") + ".";
    }

    private String when() {
        Map<Integer, Long> byHour = new HashMap<>();
        long outside = 0;
        for (Map.Entry<Long, Amount> entry : tally.all().hours().entrySet()) {
            LocalDateTime time = Scale.time(entry.getKey());
            byHour.merge(
                    time.getDayOfWeek().ordinal() * 24 + time.getHour(),
                    entry.getValue().flows(),
                    Long::sum);
            boolean isWeekend = time.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
            if (isWeekend || time.getHour() < WORK_BEGINS || time.getHour() >= WORK_ENDS) {
                outside += entry.getValue().flows();
            }
        }
        int busiest = byHour.entrySet().stream()
                .max(Map.Entry.<Integer, Long>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElse(0);
        return "The busiest hour of the week began on %s at %d:00; %s of the conversations began at weekends or outside %d:00 to %d:00."
                .formatted(
                        DayOfWeek.of(busiest / 24 + 1).getDisplayName(TextStyle.FULL, Locale.ENGLISH),
                        busiest % 24,
                        Words.share(outside, tally.all().all().flows()),
                        WORK_BEGINS,
                        WORK_ENDS);
    }

    private String stopped() {
        Part all = tally.all();
        long unknown = all.stopped("").flows();
        if (unknown == all.all().flows()) {
            return "What block rules would stop is not in these records.";
        }
        long stopped = all.stopped("name").flows() + all.stopped("address").flows();
        String text = "Block rules on the services' own names and addresses would have stopped "
                + Words.share(stopped, all.all().flows() - unknown) + " of the conversations.";
        return unknown == 0 ? text : text + " Of " + Words.number(unknown) + " more that is not in these records.";
    }

    private String hidden() {
        Part hidden = tally.allHidden();
        return hidden.all().flows() == 0
                ? "Nothing was seen that hides what it is for."
                : Words.count(hidden.clients(), "client") + " used means that hide what is in them ("
                        + Words.list(tally.hidden().keySet().stream()
                                .map(Words::title)
                                .toList())
                        + "): what went through them is not known.";
    }
}
