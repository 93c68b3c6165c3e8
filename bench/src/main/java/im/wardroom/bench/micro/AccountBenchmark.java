// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.micro;

import im.wardroom.server.account.Account;
import im.wardroom.server.account.AccountLimits;
import im.wardroom.server.account.Command;
import im.wardroom.server.account.Effect;
import im.wardroom.server.account.Environment;
import im.wardroom.server.account.SessionId;
import im.wardroom.server.extension.ArchiveIds;
import im.wardroom.server.extension.Extensions;
import im.wardroom.store.Accounts;
import im.wardroom.store.Role;
import im.wardroom.store.RosterItem;
import im.wardroom.store.RosterItem.Subscription;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.address.Resource;
import im.wardroom.xmpp.stanza.Message;
import im.wardroom.xmpp.stanza.Presence;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// The recipient's entity: what is to be done with a message. Rosters of two sizes, because a message must not cost
/// more where people know many others.
@State(Scope.Thread)
public class AccountBenchmark {

    private static final SessionId PHONE = new SessionId(1);

    @Param({"1", "1000"})
    public int contacts;

    private final Message message = Samples.headline();
    private Account account = account(1);

    @Setup
    public void signIn() {
        account = account(contacts);
        Resource resource = new Resource("phone");
        account.handle(new Command.Bind(PHONE, resource, List.of(), null, () -> {}));
        account.handle(
                new Command.Depart(PHONE, Presence.of(Presence.Type.AVAILABLE, Samples.JULIET.with(resource), null)));
    }

    private static Account account(int contacts) {
        Instant now = Instant.EPOCH;
        List<RosterItem> roster = IntStream.range(0, contacts)
                .mapToObj(i -> RosterItem.none(BareJid.parse("contact" + i + "@localhost"))
                        .with(Subscription.BOTH))
                .toList();
        Accounts.Summary summary = new Accounts.Summary(Samples.JULIET, Role.USER, true, false, now, now);
        Environment environment = new Environment(
                Set.of(new Domain("localhost")),
                new Extensions(List.of()),
                AccountLimits.DEFAULT,
                new ArchiveIds(new byte[32]),
                Clock.systemUTC());
        return new Account(
                new Accounts.State(1, summary, 0, 0, List.of(), now, 0, roster, Map.of(), Map.of(), List.of()),
                environment);
    }

    @Benchmark
    public List<Effect> messageArrives() {
        return account.handle(new Command.Arrive(message, true));
    }
}
