// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard;

/// Why the guard acts, by kind: a code for machines, and in plain words what it means and who can undo it.
public enum Reason {
    GUARD_FAILED("guard-failed", "A detector failed, and what it could not inspect did not pass.", Undo.ADMINISTRATOR),
    QUARANTINED("quarantined", "The account is in quarantine.", Undo.OFFICER),

    OFFICER("officer", "An officer decided it.", Undo.OFFICER),

    WORM_FAN_OUT(
            "worm-fan-out",
            "The same link, file or text went to several people who had no conversation with the sender.",
            Undo.SENDER),
    WORM_UNANSWERED(
            "worm-unanswered", "The sender was asked whether a person sends this, and did not answer.", Undo.OFFICER),
    WORM_OUTBREAK("worm-outbreak", "People who received this started to send it on by themselves.", Undo.OFFICER),
    BLOCKED_ARTEFACT("blocked-artefact", "This link, file or text is blocked for everybody.", Undo.OFFICER),
    DECOY_CONTACTED(
            "decoy-contacted",
            "The account that was written to belongs to nobody; no person has a reason to write to it.",
            Undo.OFFICER),

    FILE_TYPE("file-type", "Files of this type are not allowed.", Undo.OFFICER),
    FILE_DISGUISED("file-disguised", "The file is not what its name or its declared type says.", Undo.OFFICER),
    FILE_ARCHIVE(
            "file-archive",
            "The archive cannot be looked into: it is encrypted, damaged, nested too deep or unpacks to too much.",
            Undo.OFFICER),
    FILE_MALWARE("file-malware", "A scanner or a list knows the file as malicious.", Undo.OFFICER),
    FILE_NOT_SCANNED("file-not-scanned", "The scanners could not look at the file.", Undo.ADMINISTRATOR),
    PATH_CLOSED(
            "path-closed",
            "What goes this way cannot be inspected, and the way is closed by policy.",
            Undo.ADMINISTRATOR),
    INDICATOR("indicator", "The text, link or name is on a list of indicators.", Undo.OFFICER),
    TROJAN_BEACON("trojan-beacon", "The account behaves as a program does that reports to somebody.", Undo.OFFICER),

    FLOOD("flood", "More was sent than one sender may send.", Undo.TIME),
    STRANGERS_FOLDED(
            "strangers-folded",
            "Too many messages of strangers came at once; they are kept for the recipient to ask for.",
            Undo.RECIPIENT),
    UNSOLICITED("unsolicited", "Too many people were addressed who do not know the sender.", Undo.TIME),
    REPORTED("reported", "People reported what the account sends.", Undo.TIME),

    LEAK("leak", "The text holds what must not leave.", Undo.SENDER),
    LABEL("label", "The security label of the message is above what the recipient may see.", Undo.OFFICER),

    LOOK_ALIKE("look-alike", "The name looks like somebody else's.", Undo.OFFICER),
    NEW_PLACE("new-place", "The account was used from a device or a network that was not seen before.", Undo.SENDER),
    TAKEOVER(
            "takeover",
            "The account was used from a new place and at once began to write to many people.",
            Undo.OFFICER),

    ADDRESS_REVEALED(
            "address-revealed", "The stanza told somebody a network address that stays inside.", Undo.ADMINISTRATOR);

    /// Who can undo what was done.
    public enum Undo {
        SENDER("The sender can: by answering the question that came with it."),
        RECIPIENT("The recipient can: by asking for what is kept."),
        OFFICER("A security officer can: ./wardroom guard release or allow."),
        ADMINISTRATOR("An administrator can: by changing the policy or mending the scanner."),
        TIME("Nobody needs to: it passes by itself.");

        private final String sentence;

        Undo(String sentence) {
            this.sentence = sentence;
        }

        public String sentence() {
            return sentence;
        }
    }

    private final String code;
    private final String meaning;
    private final Undo undo;

    Reason(String code, String meaning, Undo undo) {
        this.code = code;
        this.meaning = meaning;
        this.undo = undo;
    }

    public String code() {
        return code;
    }

    /// A sentence in plain words.
    public String meaning() {
        return meaning;
    }

    public Undo undo() {
        return undo;
    }
}
