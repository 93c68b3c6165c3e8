// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store.sql;

import im.wardroom.store.Audit;
import im.wardroom.store.Change;
import im.wardroom.store.GuardRecords;
import im.wardroom.store.MessageLog;
import im.wardroom.store.ResumableStream;
import im.wardroom.store.Role;
import im.wardroom.store.Samples;
import im.wardroom.store.StreamKey;
import im.wardroom.store.Upload;
import im.wardroom.store.Upload.Purpose;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Resource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/// What accumulates in the database of an installation: something in every table, with names and contents of all kinds.
final class History {

    private static final Instant THEN = Instant.parse("2026-01-01T12:00:00.123Z");
    private static final int MESSAGES = 40;

    /// They sort differently as bytes, as UTF-16 and in a dictionary.
    private static final List<String> KEYS = List.of("a", "B", "z", "é", "\uFFFD", "😀", "a_b", "a b", "", "Ω");

    private History() {}

    static BareJid person(int number) {
        return BareJid.parse("person" + number + "@example.org");
    }

    static void some(SqlStore store, Random random, int people) {
        store.commit(List.of(
                        new Change.PutSetting("secret", bytes(random)), new Change.PutSetting("none", new byte[0])))
                .join();
        List<CompletableFuture<Void>> calls = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            calls.add(store.commit(List.of(new Change.CreateAccount(person(i), Role.USER, THEN, List.of()))));
            calls.add(store.commit(Samples.everythingOf(person(i), person((i + 1) % people))));
            calls.add(store.commit(contents(person(i), random)));
            calls.add(store.commit(List.of(
                    new Change.AppendAudit(new Audit.Line(i + 1, "récord " + i)),
                    new Change.PutAuditHead(new Audit.Head(i, i + 1, "head " + i)))));
        }
        calls.forEach(CompletableFuture::join);
    }

    private static List<Change> contents(BareJid owner, Random random) {
        List<Change> changes = new ArrayList<>();
        for (String key : KEYS) {
            changes.add(new Change.PutDocument(owner, "urn:" + key, key, bytes(random)));
        }
        for (int seq = 2; seq <= MESSAGES; seq++) {
            changes.add(Samples.received(owner, seq, THEN.plusMillis(seq), bytes(random)));
        }
        StreamKey key = new StreamKey("stream of " + owner);
        changes.add(
                new Change.PutStream(owner, new ResumableStream(key, new Resource("phone"), THEN, 3, bytes(random))));
        changes.add(new Change.Handled(key, 7));
        changes.add(new Change.Sent(key, 4, 9));
        Upload upload = new Upload(
                "file of " + owner,
                owner,
                "très cool.png",
                "",
                100,
                Purpose.EPHEMERAL,
                THEN,
                THEN.plusSeconds(1),
                null);
        changes.add(new Change.PutUpload(upload, 1_000, 5));
        changes.add(new Change.CompleteUpload(upload.id(), bytes(random)));
        Upload slot = new Upload("slot of " + owner, owner, "é", "image/png", 1, Purpose.MESSAGE, THEN, null, null);
        changes.add(new Change.PutUpload(slot, 1_000, 5));
        changes.add(new Change.PutGuardRecord(
                new GuardRecords.Entry(GuardRecords.Kind.QUARANTINE, owner.toString(), THEN, bytes(random))));
        return changes;
    }

    /// Some of everything that can happen afterwards: more, other, and less.
    static void more(SqlStore store, Random random, int people) {
        for (int i = 0; i < people; i += 3) {
            BareJid owner = person(i);
            store.commit(List.of(
                            new Change.MoveCursor(owner, 1 + random.nextInt(MESSAGES)),
                            Samples.received(owner, MESSAGES + 1, THEN.plusSeconds(60), bytes(random)),
                            new Change.SetEnabled(owner, false),
                            new Change.PutDocument(owner, "urn:a", "a", bytes(random)),
                            new Change.RemoveDocument(owner, "urn:é", "é")))
                    .join();
        }
        // The same address, another account.
        store.commit(List.of(
                        new Change.RemoveAccount(person(1)),
                        new Change.CreateAccount(person(1), Role.ADMINISTRATOR, THEN, List.of())))
                .join();
        store.commit(List.of(new Change.RemoveAccount(person(2)))).join();
    }

    /// One account with a long log.
    static void log(SqlStore store, int messages) {
        BareJid owner = person(0);
        store.commit(List.of(new Change.CreateAccount(owner, Role.USER, THEN, List.of())))
                .join();
        List<Change> changes = new ArrayList<>();
        for (int seq = 1; seq <= messages; seq++) {
            changes.add(Samples.received(owner, seq, THEN.plusMillis(seq), ("message " + seq).getBytes()));
        }
        store.commit(changes).join();
    }

    static List<Long> numbers(SqlStore store, BareJid owner) {
        return store.messages().read(owner, 0, Integer.MAX_VALUE).stream()
                .map(MessageLog.Entry::seq)
                .toList();
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(500)];
        random.nextBytes(bytes);
        return bytes;
    }
}
