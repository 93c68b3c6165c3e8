// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.administration;

import im.wardroom.server.extension.ServerActions;
import im.wardroom.server.extension.ServerActions.SignedIn;
import im.wardroom.server.extension.command.AdHocCommand;
import im.wardroom.server.extension.command.AuditLog;
import im.wardroom.server.extension.command.Call;
import im.wardroom.server.extension.command.Progress;
import im.wardroom.server.extension.command.Step;
import im.wardroom.store.Accounts;
import im.wardroom.store.Device;
import im.wardroom.store.RosterItem;
import im.wardroom.store.Store;
import im.wardroom.xmpp.Namespaces;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.form.Form;
import im.wardroom.xmpp.xml.Element;
import java.net.InetAddress;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Commands that say something of one account (XEP-0133 §4.8 to §4.10).
final class AccountReports {

    private final Store store;
    private final Deeds deeds;
    private final Supplier<ServerActions> server;

    AccountReports(Store store, Deeds deeds, Supplier<ServerActions> server) {
        this.store = store;
        this.deeds = deeds;
        this.server = server;
    }

    Stream<AdHocCommand> all() {
        return Stream.of(
                command("get-user-roster", "Show the contacts of an account", this::roster),
                command("get-user-lastlogin", "Show when an account last signed in", this::lastLogin),
                command("user-stats", "Show an account", this::statistics));
    }

    private static AdHocCommand command(String name, String title, Step then) {
        boolean several = !name.equals("user-stats");
        Form form = several ? AdminForm.forAccounts(title) : AdminForm.forAccount(title);
        return new AdHocCommand(
                AdminForm.node(name),
                title,
                AdHocCommand.Audience.ADMINISTRATORS,
                call -> Progress.Ask.last(form, then));
    }

    private List<BareJid> targets(Call call, String deed) {
        List<BareJid> targets = AdminForm.accounts(call.form());
        targets.forEach(deeds::find);
        targets.forEach(target -> AuditLog.note(call, deed, target));
        return targets;
    }

    /// One roster for each account, each with the form that says whose it is.
    private Progress roster(Call call) {
        return new Progress.Done(
                List.of(),
                targets(call, "get-user-roster").stream()
                        .flatMap(target -> Stream.of(
                                AdminForm.result()
                                        .addresses(AdminForm.ACCOUNTS, "Account", List.of(target.toString()))
                                        .toElement(),
                                Element.of(Namespaces.ROSTER, "query")
                                        .withAll(roster(target).stream()
                                                .map(AccountReports::item)
                                                .toList())))
                        .toList());
    }

    private List<RosterItem> roster(BareJid account) {
        return store.accounts()
                .load(account, Set.of())
                .map(Accounts.State::roster)
                .orElse(List.of());
    }

    private static Element item(RosterItem item) {
        return Element.of(Namespaces.ROSTER, "item")
                .with("jid", item.jid().toString())
                .with("name", item.name())
                .with("subscription", item.subscription().name().toLowerCase(Locale.ROOT))
                .withAll(item.groups().stream()
                        .map(group -> Element.of(Namespaces.ROSTER, "group", group))
                        .toList());
    }

    /// Without a time where nobody has signed in yet.
    private Progress lastLogin(Call call) {
        return new Progress.Done(
                List.of(),
                targets(call, "get-user-lastlogin").stream()
                        .map(target -> AdminForm.result()
                                .addresses(AdminForm.ACCOUNTS, "Account", List.of(target.toString()))
                                .text("lastlogin", "Last sign-in", lastLogin(target))
                                .toElement())
                        .toList());
    }

    private String lastLogin(BareJid account) {
        return store.devices().of(account).stream()
                .map(Device::lastSeen)
                .max(Comparator.naturalOrder())
                .map(time -> time.truncatedTo(ChronoUnit.SECONDS).toString())
                .orElse("");
    }

    private Progress statistics(Call call) {
        BareJid account = AdminForm.account(call.form());
        Accounts.Summary summary = deeds.find(account);
        AuditLog.note(call, "user-stats", account);
        List<SignedIn> here = server.get().signedIn().stream()
                .filter(device -> device.jid().bare().equals(account))
                .toList();
        return Progress.Done.with(AdminForm.result()
                .address(AdminForm.ACCOUNT, "Account", account.toString())
                .text("role", "Role", summary.role().name().toLowerCase(Locale.ROOT))
                .flag("enabled", "May sign in", summary.enabled())
                .flag("held", "Under legal hold", summary.held())
                .text(
                        "created",
                        "Made",
                        summary.created().truncatedTo(ChronoUnit.SECONDS).toString())
                .text("lastlogin", "Last sign-in", lastLogin(account))
                .lines(
                        "ipaddresses",
                        "Connected from",
                        here.stream()
                                .map(SignedIn::address)
                                .map(InetAddress::getHostAddress)
                                .distinct()
                                .toList())
                .text(
                        "rostersize",
                        "Number of contacts",
                        String.valueOf(roster(account).size()))
                .lines(
                        "onlineresources",
                        "Devices that are signed in",
                        here.stream()
                                .map(device -> device.jid().resource().toString())
                                .toList()));
    }
}
