// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.administration;

import im.wardroom.features.administration.Census.Group;
import im.wardroom.features.administration.Census.Members;
import im.wardroom.server.extension.command.AdHocCommand;
import im.wardroom.server.extension.command.AuditLog;
import im.wardroom.server.extension.command.Call;
import im.wardroom.server.extension.command.CommandError;
import im.wardroom.server.extension.command.Note;
import im.wardroom.server.extension.command.Progress;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.form.Form;
import java.util.List;
import java.util.stream.Stream;

/// Commands that count and list the users of the domain that they are asked of (XEP-0133 §4.13 to §4.22).
final class CensusCommands {

    private static final String MAX_ITEMS = "max_items";
    private static final String NONE = "none";
    private static final List<String> LIMITS = List.of("25", "50", "75", "100", "150", "200", NONE);

    /// Of a list, whatever is asked for.
    private static final int MAX_LISTED = 2_000;

    private final Census census;

    CensusCommands(Census census) {
        this.census = census;
    }

    Stream<AdHocCommand> all() {
        return Stream.concat(
                Stream.of(Group.values()).map(this::count),
                Stream.of(Group.values()).map(this::list));
    }

    private AdHocCommand count(Group group) {
        String node = AdminForm.node("get-" + group.word + "-users-num");
        return new AdHocCommand(node, "Count " + group.word + " users", AdHocCommand.Audience.ADMINISTRATORS, call -> {
            AuditLog.note(call, node, call.at());
            long count = census.of(group, call.at().domain(), 0).count();
            return Progress.Done.with(AdminForm.result()
                    .text(group.word + "usersnum", "The number of " + group.word + " users", String.valueOf(count)));
        });
    }

    private AdHocCommand list(Group group) {
        // XEP-0133 §4.21 and §4.22 leave out the ending.
        String ending = group == Group.ACTIVE || group == Group.IDLE ? "" : "-list";
        String title = "List " + group.word + " users";
        Form form = AdminForm.titled(title).choice(MAX_ITEMS, "How many at most", "25", LIMITS);
        String node = AdminForm.node("get-" + group.word + "-users" + ending);
        return new AdHocCommand(
                node,
                title,
                AdHocCommand.Audience.ADMINISTRATORS,
                call -> Progress.Ask.last(form, filled -> listed(group, node, filled)));
    }

    private Progress listed(Group group, String node, Call call) {
        AuditLog.note(call, node, call.at());
        Members members = census.of(
                group, call.at().domain(), limit(call.form().one(MAX_ITEMS).orElse(NONE)));
        List<String> addresses = members.first().stream().map(BareJid::toString).toList();
        // XEP-0133 §4.22: the field of the idle ones has the name of that of the active ones.
        String field = (group == Group.IDLE ? Group.ACTIVE : group).word + "userjids";
        Form result = AdminForm.result().addresses(field, "The " + group.word + " users", addresses);
        List<Note> notes = members.count() == addresses.size()
                ? List.of()
                : List.of(new Note("warn", "These are the first of " + members.count() + '.'));
        return new Progress.Done(notes, List.of(result.toElement()));
    }

    private static int limit(String text) {
        if (text.equals(NONE)) {
            return MAX_LISTED;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit > 0) {
                return Math.min(limit, MAX_LISTED);
            }
        } catch (NumberFormatException e) {
            // Told below, together with numbers that are none of users.
        }
        throw CommandError.BAD_PAYLOAD.because("Say how many at most, or \"none\" for no limit.");
    }
}
