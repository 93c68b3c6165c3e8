// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.administration;

import im.wardroom.server.credential.AccountAdministration;
import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.ServerActions;
import im.wardroom.server.extension.Specification;
import im.wardroom.store.Store;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Service Administration (XEP-0133): administrators look after accounts from their clients. What they can do and what
/// comes of it is up to the parts.
public final class ServiceAdministration implements Feature {

    private final AccountCommands accounts;
    private final AccountReports reports;
    private final CensusCommands census;
    private @Nullable ServerActions server;

    public ServiceAdministration(AccountAdministration administration, Store store, Clock clock) {
        Deeds deeds = new Deeds(administration, store.accounts());
        this.accounts = new AccountCommands(administration, deeds, this::server);
        this.reports = new AccountReports(store, deeds, this::server);
        this.census = new CensusCommands(new Census(store.accounts(), this::server, clock));
    }

    private ServerActions server() {
        return Objects.requireNonNull(server, "connected");
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(133, "1.3.1")
                .partial("no lists of whom to refuse, and no restart or shutdown from a client"));
    }

    @Override
    public void install(Hooks hooks) {
        hooks.connected(actions -> server = actions);
        accounts.all().forEach(hooks::command);
        reports.all().forEach(hooks::command);
        census.all().forEach(hooks::command);
    }
}
