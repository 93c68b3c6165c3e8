// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app;

import im.wardroom.app.config.ByteSize;
import im.wardroom.app.control.Reply;
import im.wardroom.store.Accounts;
import im.wardroom.store.Store;
import im.wardroom.store.Upload;
import im.wardroom.store.Uploads.Usage;
import im.wardroom.xmpp.address.BareJid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Carries out what the command line asks about uploaded files.
final class FileRequests {

    private static final int LISTED = 1_000;

    /// An id, alone or within a link.
    private static final Pattern LINK = Pattern.compile("(?:.*" + Upload.GET_PATH + ")?([A-Za-z0-9_-]{32})(?:/.*)?");

    private final Wardroom wardroom;

    FileRequests(Wardroom wardroom) {
        this.wardroom = wardroom;
    }

    private Store store() {
        return wardroom.store();
    }

    Reply list(BareJid account) {
        if (store().accounts().find(account).isEmpty()) {
            return Reply.Failed.of("there is no account " + account + "; see them all with: user list");
        }
        Usage usage = store().uploads().usage(account);
        List<String> lines = new ArrayList<>();
        store().uploads().of(account, LISTED).forEach(upload -> lines.add(line(upload)));
        if (usage.files() > lines.size()) {
            lines.add("… and older ones");
        }
        lines.add(usage.files() + " files, " + new ByteSize(usage.bytes()));
        return new Reply.Done(lines);
    }

    private static String line(Upload upload) {
        return String.join(
                "\t",
                upload.id(),
                upload.created().toString(),
                Long.toString(upload.size()),
                upload.isComplete() ? "there" : "not sent",
                upload.name());
    }

    Reply remove(String link) {
        Matcher matcher = LINK.matcher(link);
        Optional<Upload> found = matcher.matches() ? store().uploads().find(matcher.group(1)) : Optional.empty();
        if (found.isEmpty()) {
            return Reply.Failed.of("there is no file " + link + "; see those of an account with: files list NAME");
        }
        Upload upload = found.get();
        BareJid owner = upload.owner();
        if (owner != null
                && store().accounts().find(owner).filter(Accounts.Summary::held).isPresent()) {
            return Reply.Failed.of(
                    owner + " is under legal hold and its files stay; end the hold with: hold remove " + owner);
        }
        try {
            wardroom.network().remove(upload);
            return Reply.Done.of(upload.name() + " of " + (owner == null ? "nobody" : owner) + " is gone");
        } catch (IOException e) {
            return Reply.Failed.of("the file could not be removed: " + e.getMessage());
        }
    }
}
