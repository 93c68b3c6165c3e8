// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.cli;

import im.wardroom.app.control.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Uploaded files of the running server.
@Command(
        name = "files",
        mixinStandardHelpOptions = true,
        description = "See which files an account has uploaded, and remove one.",
        footer = {
            "",
            "Examples:",
            "  ./wardroom files list romeo",
            "  ./wardroom files remove https://chat.example.org:5443/files/…/party.jpg"
        })
final class FilesCommand {

    private final RemoteCommand remote;

    FilesCommand(Terminal terminal) {
        this.remote = new RemoteCommand(terminal);
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List an account's files, the newest first: id, time, bytes, whether it is there, name.",
            footer = {"", "Example:", "  ./wardroom files list romeo"})
    int list(
            @Mixin Installation installation,
            @Parameters(paramLabel = "NAME", description = "The account, as name or name@domain.") String name) {
        return remote.run(installation, new Request.ListFiles(name));
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Remove a file; who has its link finds nothing any more.",
            footer = {"", "Example:", "  ./wardroom files remove https://chat.example.org:5443/files/…/party.jpg"})
    int remove(
            @Mixin Installation installation,
            @Parameters(paramLabel = "LINK", description = "Where the file is found, or its id.") String link) {
        return remote.run(installation, new Request.RemoveFile(link));
    }
}
