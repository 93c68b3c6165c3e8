// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.own;

import im.wardroom.watch.dissect.Activity;
import im.wardroom.watch.dissect.Answer;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Dissector;
import im.wardroom.watch.dissect.Look;
import im.wardroom.watch.octet.Excerpt;
import im.wardroom.watch.service.Service;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// IRC (RFC 1459, RFC 2812; <https://modern.ircdocs.horse/>), with the files and chats that are arranged in it and go
/// from person to person. FTP and POP3 know words of the same name; they have fewer parameters.
final class Irc implements Dissector {

    private static final Set<String> WORDS = Set.of(
            "NICK",
            "USER",
            "PASS",
            "CAP",
            "SERVER",
            "STARTTLS",
            "JOIN",
            "PRIVMSG",
            "NOTICE",
            "PING",
            "PONG",
            "MODE",
            "WHO",
            "WHOIS",
            "QUIT",
            "PART",
            "TOPIC",
            "ISON",
            "USERHOST",
            "AWAY",
            "ERROR",
            "AUTHENTICATE",
            "KICK",
            "INVITE",
            "NAMES",
            "LIST",
            "WATCH",
            "MONITOR",
            "MOTD",
            "LUSERS",
            "VERSION",
            "PROTOCTL",
            "WEBIRC",
            "OPER");
    private static final Set<String> BETWEEN_PEOPLE = Set.of(
            "PRIVMSG", "NOTICE", "JOIN", "PART", "QUIT", "NICK", "MODE", "TOPIC", "KICK", "INVITE", "ACCOUNT", "AWAY");
    private static final int LONGEST_WORD = 12;
    private static final int LONGEST_TALK = 4096;

    @Override
    public Transport transport() {
        return Transport.TCP;
    }

    @Override
    public boolean mayBeginWith(int octet) {
        return octet >= 'A' && octet <= 'Z'
                || octet >= 'a' && octet <= 'z'
                || octet == ':'
                || octet == '@'
                || octet == ' '
                || octet == '\r'
                || octet == '\n';
    }

    @Override
    public Answer look(Look look) {
        if (look.remembered(this, Boolean.class) != null) {
            arranged(look);
            return Answer.FOLLOW;
        }
        if (!mayBegin(look.client()) || !mayBegin(look.server())) {
            return Answer.NO;
        }
        Lines client = new Lines(look.client());
        Lines server = new Lines(look.server());
        if (!isPossible(client, look.client()) || !isPossible(server, look.server())) {
            return Answer.NO;
        }
        String evidence = evidence(client, server);
        if (evidence == null) {
            return look.client().length() > LONGEST_TALK || look.server().length() > LONGEST_TALK
                    ? Answer.NO
                    : Answer.MORE;
        }
        Detection detection = Detection.ofProtocol(Service.IRC, Activity.CHAT, evidence);
        if (evidence.endsWith("STARTTLS")) {
            return Answer.found(detection);
        }
        look.remember(this, true);
        arranged(look);
        return Answer.foundAndFollow(detection);
    }

    private static boolean mayBegin(Excerpt said) {
        String word = Lines.firstWord(said);
        return word.isEmpty()
                || word.charAt(0) == ':'
                || word.charAt(0) == '@'
                || word.length() <= LONGEST_WORD && WORDS.contains(word.toUpperCase(Locale.ROOT));
    }

    private static boolean isPossible(Lines lines, Excerpt said) {
        if (!lines.isText() || said.length() > 600 && lines.isEmpty()) {
            return false;
        }
        return lines.isEmpty() || isMessage(lines.all().getFirst());
    }

    private static boolean isMessage(String[] words) {
        int verb = verb(words);
        if (verb >= words.length) {
            return false;
        }
        return WORDS.contains(words[verb].toUpperCase(Locale.ROOT)) || verb > 0 && isNumeric(words[verb]);
    }

    /// Where the command is: behind tags and behind who sent it.
    private static int verb(String[] words) {
        int at = words[0].startsWith("@") ? 1 : 0;
        return at < words.length && words[at].startsWith(":") ? at + 1 : at;
    }

    private static boolean isNumeric(String word) {
        return word.length() == 3 && Lines.isNumber(word);
    }

    private static @Nullable String evidence(Lines client, Lines server) {
        String said = evidence(server);
        if (said == null) {
            said = evidence(client);
        }
        if (said == null && saysWho(client)) {
            return "IRC registration with NICK and USER";
        }
        return said == null && answersPing(client, server) ? "IRC commands PING and PONG" : said;
    }

    /// With a parameter that comes back: other protocols ping without one.
    private static boolean answersPing(Lines client, Lines server) {
        for (String[] ping : server.all()) {
            if (ping.length == 2 && ping[0].equals("PING") && ping[1].length() > 1) {
                for (String[] pong : client.all()) {
                    if (pong.length >= 2
                            && pong[0].equals("PONG")
                            && bare(pong[pong.length - 1]).equals(bare(ping[1]))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static String bare(String parameter) {
        return parameter.startsWith(":") ? parameter.substring(1) : parameter;
    }

    private static boolean saysWho(Lines client) {
        boolean hasNick = false;
        boolean hasUser = false;
        for (String[] words : client.all()) {
            hasNick |= words.length >= 2 && words[0].equalsIgnoreCase("NICK");
            // RFC 2812 §3.1.3: four parameters, where FTP and POP3 have one.
            hasUser |= words.length >= 5 && words[0].equalsIgnoreCase("USER");
        }
        return hasNick && hasUser;
    }

    /// What only IRC says.
    private static @Nullable String evidence(Lines lines) {
        for (String[] words : lines.all()) {
            int verb = verb(words);
            int parameters = words.length - verb - 1;
            if (parameters < 1) {
                continue;
            }
            String command = words[verb].toUpperCase(Locale.ROOT);
            String first = words[verb + 1];
            if (verb > 0 && isNumeric(command)) {
                return command.equals("670") ? "IRC reply 670 to STARTTLS" : "IRC reply " + command;
            }
            if (verb > 0 && BETWEEN_PEOPLE.contains(command)) {
                return "IRC message " + command;
            }
            if (command.equals("CAP") && (first.equals("LS") || first.equals("REQ") || parameters >= 2)
                    || command.equals("NOTICE") && (first.equals("AUTH") || first.equals("*"))
                    || command.equals("JOIN") && isChannel(first)
                    || command.equals("PRIVMSG") && parameters >= 2) {
                return "IRC command " + command;
            }
        }
        return null;
    }

    private static boolean isChannel(String name) {
        return name.length() > 1 && "#&+!".indexOf(name.charAt(0)) >= 0;
    }

    private void arranged(Look look) {
        Excerpt fresh = look.fresh();
        for (int at = fresh.indexOf("\u0001DCC ", 0, fresh.length());
                at >= 0;
                at = fresh.indexOf("\u0001DCC ", at + 1, fresh.length())) {
            int end = fresh.indexOf(1, at + 1);
            if (end > 0 && end - at < 600) {
                DirectConnection.parse(fresh.text(at + 1, end), look);
            }
        }
    }
}
