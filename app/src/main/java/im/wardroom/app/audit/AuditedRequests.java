// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.audit;

import im.wardroom.app.control.ControlServer;
import im.wardroom.app.control.Reply;
import im.wardroom.app.control.Request;
import im.wardroom.guard.audit.Entry;
import im.wardroom.server.audit.Actor;
import im.wardroom.server.audit.AuditTrail;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes down what is asked of the server over the control socket, and what became of it. What cannot be written down
/// is not done. Blocks until it is on disk.
public record AuditedRequests(ControlServer.Handler handler, AuditTrail trail) implements ControlServer.Handler {

    private static final Logger LOG = LoggerFactory.getLogger(AuditedRequests.class);
    private static final int PATIENCE_SECONDS = 10;

    /// @param names of the deed's details, then their values
    private record Deed(String action, String... names) {

        Entry by(String actor) {
            Entry entry = Entry.of(Entry.Kind.ADMINISTRATION, actor, action, Map.of("by", "command line"));
            for (int i = 0; i < names.length; i += 2) {
                entry = entry.with(names[i], names[i + 1]);
            }
            return entry;
        }
    }

    @Override
    public Reply handle(Request request, IntConsumer progress) {
        Deed deed = deed(request);
        if (deed == null) {
            return handler.handle(request, progress);
        }
        trail.admit();
        Entry entry = deed.by(Actor.current("control socket"));
        Reply reply;
        try {
            reply = handler.handle(request, progress);
        } catch (RuntimeException e) {
            var _ = trail.note(entry.with("outcome", "failed").with("cause", e));
            throw e;
        }
        return reply instanceof Reply.Failed(List<String> lines)
                ? noted(entry.with("outcome", "refused").with("cause", String.join(" ", lines)), reply)
                : noted(entry.with("outcome", "done"), reply);
    }

    private Reply noted(Entry entry, Reply reply) {
        try {
            trail.note(entry).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return reply;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return reply;
        } catch (ExecutionException | TimeoutException e) {
            LOG.atError().setCause(e).addKeyValue("deed", entry.action()).log("a deed is not in the audit log");
            return warned(reply);
        }
    }

    private static Reply warned(Reply reply) {
        String warning = "but it is not in the audit log yet: look at the server's disk and its log";
        return switch (reply) {
            case Reply.Done(List<String> lines) -> new Reply.Done(with(lines, warning));
            case Reply.Failed(List<String> lines) -> new Reply.Failed(with(lines, warning));
            case Reply.Progress progress -> progress;
        };
    }

    private static List<String> with(List<String> lines, String last) {
        List<String> more = new ArrayList<>(lines);
        more.add(last);
        return more;
    }

    /// Null for what monitors ask every few seconds, and which names nobody.
    private static @org.jspecify.annotations.Nullable Deed deed(Request request) {
        return switch (request) {
            case Request.Add add ->
                new Deed("user-add", "account", add.name(), "administrator", Boolean.toString(add.administrator()));
            case Request.ChangePassword change -> new Deed("user-passwd", "account", change.name());
            case Request.Disable disable -> new Deed("user-disable", "account", disable.name());
            case Request.Enable enable -> new Deed("user-enable", "account", enable.name());
            case Request.SignOut signOut -> new Deed("user-sign-out", "account", signOut.name());
            case Request.Remove remove -> new Deed("user-remove", "account", remove.name());
            case Request.Unlock unlock -> new Deed("user-unlock", "account", unlock.name());
            case Request.Import _ -> new Deed("user-import");
            case Request.Invite invite ->
                new Deed("user-invite", "account", invite.name(), "inviter", invite.inviter());
            case Request.KeepArchive keep ->
                new Deed("archive-keep", "account", keep.name(), "age", keep.age(), "count", keep.count());
            case Request.PruneArchives _ -> new Deed("archive-prune");
            case Request.Hold hold -> new Deed("hold-add", "account", hold.name());
            case Request.Release release -> new Deed("hold-remove", "account", release.name());
            case Request.ListHeld _ -> new Deed("hold-list");
            case Request.ListFiles list -> new Deed("files-list", "account", list.name());
            case Request.RemoveFile remove -> new Deed("files-remove", "file", remove.link());
            case Request.ListAccounts _ -> new Deed("user-list");
            case Request.GuardFindings _ -> new Deed("guard-findings");
            case Request.GuardExplain explain -> new Deed("guard-explain", "reference", explain.reference());
            case Request.GuardQuarantine quarantine ->
                new Deed("guard-quarantine", "account", quarantine.name(), "reason", quarantine.reason());
            case Request.GuardRelease release ->
                new Deed("guard-release", "account", release.name(), "officer", release.officer());
            case Request.GuardReload _ -> new Deed("guard-reload");
            case Request.GuardBlock block -> new Deed("guard-block", "artefact", block.artefact());
            case Request.GuardAllow allow -> new Deed("guard-allow", "artefact", allow.artefact());
            case Request.GuardForget forget -> new Deed("guard-forget", "artefact", forget.artefact());
            case Request.GuardArtefacts _ -> new Deed("guard-artefacts");
            case Request.GuardSimulate simulate -> new Deed("guard-simulate", "days", simulate.days());
            case Request.GuardOutbreaks _ -> new Deed("guard-outbreaks");
            case Request.Status _, Request.GuardStatus _ -> null;
        };
    }
}
