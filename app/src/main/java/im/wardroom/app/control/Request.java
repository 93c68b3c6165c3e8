// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.control;

import im.wardroom.server.credential.Secret;
import java.util.ArrayList;
import java.util.List;

/// What the command line asks of the running server. Names of accounts are as they were typed.
public sealed interface Request {

    record Add(String name, Secret password, boolean administrator) implements Request {}

    record ChangePassword(String name, Secret password) implements Request {}

    record Disable(String name) implements Request {}

    record Enable(String name) implements Request {}

    record SignOut(String name) implements Request {}

    record Remove(String name) implements Request {}

    record Unlock(String name) implements Request {}

    /// @param csv the content of the file; it has passwords
    record Import(Secret csv) implements Request {}

    /// @param name reserved for the invited person; empty if that person chooses
    /// @param inviter whose contact the new account becomes; empty for nobody
    record Invite(String name, String inviter) implements Request {}

    /// @param age as it was typed; empty if it stays as it is
    /// @param count as it was typed; empty if it stays as it is
    record KeepArchive(String name, String age, String count) implements Request {}

    record PruneArchives() implements Request {}

    record Hold(String name) implements Request {}

    record Release(String name) implements Request {}

    record ListHeld() implements Request {}

    record ListFiles(String name) implements Request {}

    /// @param link where the file is found, or its id
    record RemoveFile(String link) implements Request {}

    record ListAccounts() implements Request {}

    record Status() implements Request {}

    record GuardStatus() implements Request {}

    /// @param last how many, as it was typed
    record GuardFindings(String last) implements Request {}

    record GuardExplain(String reference) implements Request {}

    /// @param reason for the account's owner; may be empty
    record GuardQuarantine(String name, String reason) implements Request {}

    /// @param officer who decides it
    record GuardRelease(String name, String officer) implements Request {}

    record GuardReload() implements Request {}

    /// @param artefact such as `link:evil.example/a`, as it was typed; as in the two below
    record GuardBlock(String artefact) implements Request {}

    record GuardAllow(String artefact) implements Request {}

    record GuardForget(String artefact) implements Request {}

    record GuardArtefacts() implements Request {}

    record GuardOutbreaks() implements Request {}

    /// @param file the policy's name, for problems
    /// @param days as they were typed
    record GuardSimulate(String file, String policy, String days) implements Request {}

    default List<String> toFields() {
        List<String> fields = new ArrayList<>(List.of(getClass().getSimpleName()));
        fields.addAll(
                switch (this) {
                    case Add add -> List.of(add.name(), add.password().reveal(), Boolean.toString(add.administrator()));
                    case ChangePassword change ->
                        List.of(change.name(), change.password().reveal());
                    case Disable disable -> List.of(disable.name());
                    case Enable enable -> List.of(enable.name());
                    case SignOut signOut -> List.of(signOut.name());
                    case Remove remove -> List.of(remove.name());
                    case Unlock unlock -> List.of(unlock.name());
                    case Import file -> List.of(file.csv().reveal());
                    case Invite invite -> List.of(invite.name(), invite.inviter());
                    case KeepArchive keep -> List.of(keep.name(), keep.age(), keep.count());
                    case Hold hold -> List.of(hold.name());
                    case Release release -> List.of(release.name());
                    case ListFiles list -> List.of(list.name());
                    case RemoveFile remove -> List.of(remove.link());
                    case GuardFindings findings -> List.of(findings.last());
                    case GuardExplain explain -> List.of(explain.reference());
                    case GuardQuarantine quarantine -> List.of(quarantine.name(), quarantine.reason());
                    case GuardRelease release -> List.of(release.name(), release.officer());
                    case GuardBlock block -> List.of(block.artefact());
                    case GuardAllow allow -> List.of(allow.artefact());
                    case GuardForget forget -> List.of(forget.artefact());
                    case GuardSimulate simulate -> List.of(simulate.file(), simulate.policy(), simulate.days());
                    case ListAccounts _, Status _, PruneArchives _, ListHeld _ -> List.of();
                    case GuardStatus _, GuardReload _, GuardArtefacts _, GuardOutbreaks _ -> List.of();
                });
        return fields;
    }

    /// @throws IllegalArgumentException if they are no request
    static Request of(List<String> fields) {
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("an empty request");
        }
        return switch (fields.getFirst() + '/' + (fields.size() - 1)) {
            case "Add/3" -> new Add(fields.get(1), new Secret(fields.get(2)), Boolean.parseBoolean(fields.get(3)));
            case "ChangePassword/2" -> new ChangePassword(fields.get(1), new Secret(fields.get(2)));
            case "Disable/1" -> new Disable(fields.get(1));
            case "Enable/1" -> new Enable(fields.get(1));
            case "SignOut/1" -> new SignOut(fields.get(1));
            case "Remove/1" -> new Remove(fields.get(1));
            case "Unlock/1" -> new Unlock(fields.get(1));
            case "Import/1" -> new Import(new Secret(fields.get(1)));
            case "Invite/2" -> new Invite(fields.get(1), fields.get(2));
            case "KeepArchive/3" -> new KeepArchive(fields.get(1), fields.get(2), fields.get(3));
            case "PruneArchives/0" -> new PruneArchives();
            case "Hold/1" -> new Hold(fields.get(1));
            case "Release/1" -> new Release(fields.get(1));
            case "ListHeld/0" -> new ListHeld();
            case "ListFiles/1" -> new ListFiles(fields.get(1));
            case "RemoveFile/1" -> new RemoveFile(fields.get(1));
            case "ListAccounts/0" -> new ListAccounts();
            case "Status/0" -> new Status();
            case "GuardStatus/0" -> new GuardStatus();
            case "GuardFindings/1" -> new GuardFindings(fields.get(1));
            case "GuardExplain/1" -> new GuardExplain(fields.get(1));
            case "GuardQuarantine/2" -> new GuardQuarantine(fields.get(1), fields.get(2));
            case "GuardRelease/2" -> new GuardRelease(fields.get(1), fields.get(2));
            case "GuardReload/0" -> new GuardReload();
            case "GuardBlock/1" -> new GuardBlock(fields.get(1));
            case "GuardAllow/1" -> new GuardAllow(fields.get(1));
            case "GuardForget/1" -> new GuardForget(fields.get(1));
            case "GuardArtefacts/0" -> new GuardArtefacts();
            case "GuardOutbreaks/0" -> new GuardOutbreaks();
            case "GuardSimulate/3" -> new GuardSimulate(fields.get(1), fields.get(2), fields.get(3));
            default -> throw new IllegalArgumentException("the request is of another version of this program");
        };
    }
}
