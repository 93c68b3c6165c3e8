// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.administration;

import static org.assertj.core.api.Assertions.assertThat;

import im.wardroom.server.audit.AuditTrail;
import im.wardroom.server.credential.AccountAdministration;
import im.wardroom.server.credential.AccountRules;
import im.wardroom.server.credential.KeyDerivation;
import im.wardroom.server.credential.Lockout;
import im.wardroom.server.credential.LockoutRules;
import im.wardroom.server.credential.NewAccount;
import im.wardroom.server.credential.PasswordRules;
import im.wardroom.server.credential.Safeguards;
import im.wardroom.server.credential.Secret;
import im.wardroom.server.extension.command.Call;
import im.wardroom.server.extension.command.Note;
import im.wardroom.server.extension.command.Progress;
import im.wardroom.store.Role;
import im.wardroom.store.Store;
import im.wardroom.store.sql.Options;
import im.wardroom.store.sql.SqlStore;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.address.FullJid;
import im.wardroom.xmpp.address.Jid;
import im.wardroom.xmpp.form.SubmittedForm;
import im.wardroom.xmpp.xml.Element;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is done to accounts whose sessions do not end.
class DeedsTest {

    private static final Secret PASSWORD = new Secret("Quaint-Basalt-9471-Lantern");
    private static final BareJid ESCALUS = BareJid.parse("escalus@example.org");
    private static final BareJid ROMEO = BareJid.parse("romeo@example.org");
    private static final BareJid TYBALT = BareJid.parse("tybalt@example.org");

    @TempDir
    Path folder;

    private Store store;
    private AccountAdministration administration;
    private Deeds deeds;

    @BeforeEach
    void open() {
        store = SqlStore.open(folder, Options.DEFAULT);
        administration = new AccountAdministration(
                store,
                new AccountRules(List.of(new Domain("example.org")), PasswordRules.DEFAULT),
                new KeyDerivation(10, new SecureRandom()),
                (account, _) -> {
                    throw new CompletionException(new TimeoutException());
                },
                Safeguards.unseen(new Lockout(LockoutRules.DEFAULT, Clock.systemUTC())),
                Clock.systemUTC());
        administration.create(new NewAccount(ESCALUS, PASSWORD, Role.ADMINISTRATOR));
        administration.create(new NewAccount(ROMEO, PASSWORD, Role.USER));
        administration.create(new NewAccount(TYBALT, PASSWORD, Role.USER));
        deeds = new Deeds(administration, store.accounts());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static Call call() {
        return new Call(
                (FullJid) Jid.parse(ESCALUS + "/court"),
                BareJid.parse("example.org"),
                SubmittedForm.of(Element.of(SubmittedForm.NS, "x").with("type", "submit")),
                AuditTrail.NONE);
    }

    private static List<String> types(Progress progress) {
        return ((Progress.Done) progress).notes().stream().map(Note::type).toList();
    }

    @Test
    void accountIsDisabledAndTheNextOneHasItsTurn() {
        Progress progress =
                deeds.each(call(), "disable-user", List.of(ROMEO, TYBALT), "is disabled.", administration::disable);
        assertThat(types(progress)).containsExactly("warn", "warn");
        assertThat(store.accounts().find(ROMEO).orElseThrow().enabled()).isFalse();
        assertThat(store.accounts().find(TYBALT).orElseThrow().enabled()).isFalse();
    }

    @Test
    void failureThatComesBeforeTheChangeIsAnErrorAndTheNextOneHasItsTurn() {
        Progress progress = deeds.each(call(), "reenable-user", List.of(ROMEO, TYBALT), "is enabled.", (account, _) -> {
            if (account.equals(ROMEO)) {
                throw new IllegalStateException("broken");
            }
            return administration.enable(account);
        });
        assertThat(types(progress)).containsExactly("error", "info");
    }

    @Test
    void changedPasswordIsSaidToBeChanged() {
        Progress progress = deeds.one(
                call(),
                "change-user-password",
                ROMEO,
                "has a new password.",
                administration.sessions(),
                (account, sessions) ->
                        administration.changePassword(account, new Secret("Velvet-Turbine-2250-Orchid"), sessions));
        assertThat(types(progress)).containsExactly("warn");
    }
}
