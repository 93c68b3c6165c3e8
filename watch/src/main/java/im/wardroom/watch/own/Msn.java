// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.own;

import im.wardroom.watch.dissect.Activity;
import im.wardroom.watch.dissect.Answer;
import im.wardroom.watch.dissect.Confidence;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Dissector;
import im.wardroom.watch.dissect.Look;
import im.wardroom.watch.dissect.Via;
import im.wardroom.watch.octet.Excerpt;
import im.wardroom.watch.service.Service;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// MSN Messenger: MSNP, as draft-movva-msn-messenger-protocol-00 and <https://wiki.nina.chat/wiki/Protocols/MSNP> have
/// it. Lines of commands with three letters; notification servers and switchboards speak it alike.
final class Msn implements Dissector {

    private static final Set<String> COMMANDS = Set.of(
            "VER", "CVR", "USR", "XFR", "ANS", "MSG", "PNG", "QNG", "IRO", "CAL", "JOI", "BYE", "RNG", "NLN", "ILN",
            "FLN", "CHG", "SYN", "LST", "LSG", "GTC", "BLP", "PRP", "BPR", "CHL", "QRY", "ADL", "RML", "UUX", "UBX",
            "GCF", "OUT", "ACK", "NAK", "SBS", "NOT", "UUN", "UBN", "ADC", "FQY", "INF", "URL", "BPL", "SDG", "NFY");
    private static final int LONGEST_TALK = 4096;

    @Override
    public Transport transport() {
        return Transport.TCP;
    }

    @Override
    public boolean mayBeginWith(int octet) {
        return octet >= 'A' && octet <= 'X';
    }

    @Override
    public Answer look(Look look) {
        if (!mayBegin(look.client()) || !mayBegin(look.server())) {
            return Answer.NO;
        }
        Lines client = new Lines(look.client());
        Lines server = new Lines(look.server());
        if (!isPossible(client) || !isPossible(server)) {
            return Answer.NO;
        }
        for (Lines lines : new Lines[] {client, server}) {
            for (String[] words : lines.all()) {
                Detection detection = detection(words);
                if (detection != null) {
                    return Answer.found(detection);
                }
            }
        }
        if (pings(client, "PNG", 1) && pings(server, "QNG", 2)) {
            return Answer.found(new Detection(
                    Service.MSN, Via.NATIVE, Activity.CHAT, Confidence.LIKELY, "MSNP commands PNG and QNG"));
        }
        return look.client().length() + look.server().length() > LONGEST_TALK ? Answer.NO : Answer.MORE;
    }

    private static boolean mayBegin(Excerpt said) {
        String word = Lines.firstWord(said);
        return word.isEmpty() ? said.length() < 4 : COMMANDS.contains(word);
    }

    private static boolean isPossible(Lines lines) {
        return lines.isText()
                && (lines.isEmpty() || COMMANDS.contains(lines.all().getFirst()[0]));
    }

    private static boolean pings(Lines lines, String command, int words) {
        return !lines.isEmpty()
                && lines.all().getFirst()[0].equals(command)
                && lines.all().getFirst().length == words;
    }

    /// What no other protocol says.
    private static @Nullable Detection detection(String[] words) {
        String command = words[0];
        return switch (command) {
            case "VER" ->
                words.length >= 2 && words[1].equals("MSNFTP")
                        ? found(Activity.FILE, "MSNP file transfer MSNFTP")
                        : words.length >= 3 && isCount(words[1]) && words[2].startsWith("MSNP")
                                ? found(Activity.SIGN_IN, "MSNP version " + words[2])
                                : null;
            case "USR" ->
                words.length >= 4
                                && isCount(words[1])
                                && (isAccount(words[2])
                                        || Set.of("TWN", "MD5", "SSO", "SHA", "OK")
                                                .contains(words[2]))
                        ? found(isAccount(words[2]) ? Activity.CHAT : Activity.SIGN_IN, "MSNP command USR")
                        : null;
            case "ANS" ->
                words.length >= 5 && isCount(words[1]) && isAccount(words[2])
                        ? found(Activity.CHAT, "MSNP command ANS")
                        : null;
            case "IRO" ->
                words.length >= 5 && isCount(words[1]) && isAccount(words[4])
                        ? found(Activity.CHAT, "MSNP command IRO")
                        : null;
            case "MSG", "SDG" -> isMessage(words) ? found(Activity.CHAT, "MSNP command " + command) : null;
            case "NLN", "ILN" -> isPresence(words) ? found(Activity.CHAT, "MSNP command " + command) : null;
            case "CAL" ->
                words.length >= 3 && isCount(words[1]) && isAccount(words[2])
                        ? found(Activity.CHAT, "MSNP command CAL")
                        : null;
            case "RNG" -> words.length >= 6 && words[3].equals("CKI") ? found(Activity.CHAT, "MSNP command RNG") : null;
            default -> null;
        };
    }

    private static Detection found(Activity activity, String evidence) {
        return Detection.ofProtocol(Service.MSN, activity, evidence);
    }

    /// `MSG 77 U 89` to a switchboard, `MSG somebody@example.com Somebody 141` from one.
    private static boolean isMessage(String[] words) {
        boolean isSent = words.length == 4 && isCount(words[1]) && "UNAD".contains(words[2]);
        boolean isReceived = words.length >= 4 && (isAccount(words[1]) || words[1].equals("Hotmail"));
        return (isSent || isReceived) && isCount(words[words.length - 1]);
    }

    private static boolean isPresence(String[] words) {
        for (int i = 1; i < words.length; i++) {
            if (isAccount(words[i])) {
                return Set.of("NLN", "BSY", "IDL", "BRB", "AWY", "PHN", "LUN", "HDN")
                        .contains(words[i - 1]);
            }
        }
        return false;
    }

    private static boolean isCount(String word) {
        return word.length() <= 10 && Lines.isNumber(word);
    }

    private static boolean isAccount(String word) {
        int at = word.indexOf('@');
        return at > 0 && word.indexOf('.', at) > at + 1;
    }
}
