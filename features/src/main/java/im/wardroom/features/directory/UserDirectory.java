// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.directory;

import im.wardroom.server.extension.Desk;
import im.wardroom.server.extension.Entity;
import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.Service;
import im.wardroom.server.extension.Specification;
import im.wardroom.server.extension.command.AdHocCommand;
import im.wardroom.server.extension.command.Call;
import im.wardroom.server.extension.command.Progress;
import im.wardroom.store.Accounts;
import im.wardroom.store.Change;
import im.wardroom.store.Store;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.form.Form;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/// A directory of the people of each domain (Jabber Search, XEP-0055), on a domain of its own. Everybody says whether
/// others may find them.
public final class UserDirectory implements Feature, Service {

    private static final String FORM = "urn:wardroom:directory";
    private static final String LISTED = "listed";

    private final DirectorySettings settings;
    private final Store store;
    private final Register register;
    private final Turns turns;

    /// @param blocking runs what may block
    public UserDirectory(DirectorySettings settings, Store store, Clock clock, Executor blocking) {
        this.settings = settings;
        this.store = store;
        this.register = new Register(store, settings.listed(), clock);
        this.turns = new Turns(blocking);
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(55, "1.3"));
    }

    @Override
    public void install(Hooks hooks) {
        hooks.service(this)
                .follow("vcard-temp", (account, key, card) -> register.card(account.owner(), card))
                .command(new AdHocCommand(
                        FORM + "#listing",
                        "Be found in the directory, or not",
                        AdHocCommand.Audience.EVERYBODY,
                        this::ask));
    }

    private Progress ask(Call call) {
        Form form = Form.titled("Be found in the directory, or not", FORM)
                .instructed("Others find you by what your visiting card says.")
                .flag(LISTED, "Others may find me", register.isListed(call.user()));
        return Progress.Ask.last(form, this::list);
    }

    private Progress list(Call call) {
        boolean wanted = call.form()
                .one(LISTED)
                .filter(value -> value.equals("1") || value.equals("true"))
                .isPresent();
        byte[] kept = (wanted ? "1" : "0").getBytes(StandardCharsets.US_ASCII);
        store.commit(List.of(new Change.PutDocument(call.user(), Register.NS, Register.LISTED, kept)))
                .join();
        register.list(call.user(), wanted);
        return Progress.Done.saying(wanted ? "Others can find you." : "Nobody finds you any more.");
    }

    @Override
    public String label() {
        return settings.label();
    }

    @Override
    public String name() {
        return "Directory";
    }

    @Override
    public Set<String> namespaces() {
        return Set.of();
    }

    @Override
    public Entity load(BareJid address, Optional<Accounts.State> kept, Store from) {
        Desk desk = new Desk("directory", "user", name());
        Domain people = new Domain(address.domain().value().substring(label().length() + 1));
        return address.local() == null ? new Searching(people, register, settings.maxResults(), turns).at(desk) : desk;
    }
}
