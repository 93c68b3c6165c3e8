// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.audit;

import im.wardroom.store.Audit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Goes through the audit log a page at a time. Blocks.
final class Pages {

    private static final int PAGE = 1_000;

    private Pages() {}

    /// All records from the first one on, up to and including this number.
    static void forEach(Audit audit, long to, Consumer<Audit.Line> each) {
        long next = 1;
        while (next <= to) {
            List<Audit.Line> page = audit.read(next, PAGE);
            if (page.isEmpty()) {
                return;
            }
            page.stream().filter(line -> line.seq() <= to).forEach(each);
            next = page.getLast().seq() + 1;
        }
    }

    /// The last ones that are wanted, the oldest first.
    static List<Audit.Line> last(Audit audit, int count, Predicate<Audit.Line> wanted) {
        List<Audit.Line> found = new ArrayList<>();
        long end = audit.last().map(Audit.Line::seq).orElse(0L);
        while (end > 0 && found.size() < count) {
            long from = Math.max(1, end - PAGE + 1);
            long until = end;
            List<Audit.Line> page = audit.read(from, PAGE).stream()
                    .filter(line -> line.seq() <= until)
                    .filter(wanted)
                    .toList();
            found.addAll(0, page.subList(Math.max(0, page.size() - (count - found.size())), page.size()));
            end = from - 1;
        }
        return found;
    }

    /// All heads, in order.
    static void forEachHead(Audit audit, Consumer<Audit.Head> each) {
        long next = 0;
        List<Audit.Head> page;
        do {
            page = audit.heads(next, PAGE);
            page.forEach(each);
            next = page.isEmpty() ? next : page.getLast().hour() + 1;
        } while (!page.isEmpty());
    }
}
