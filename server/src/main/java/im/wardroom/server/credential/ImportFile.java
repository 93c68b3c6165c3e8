// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.credential;

import im.wardroom.store.Role;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import im.wardroom.xmpp.address.InvalidJidException;
import im.wardroom.xmpp.address.Localpart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The lines of an import: CSV (RFC 4180, without line breaks inside of fields) with name or address, password, and
/// optionally a role. Empty lines, and lines that begin with `#`, are skipped.
///
/// @param accounts by line
record ImportFile(Map<Integer, NewAccount> accounts, List<BadLine> bad) {

    /// @param domains the first one is for names without a domain
    static ImportFile parse(String csv, List<Domain> domains) {
        ImportFile file = new ImportFile(new LinkedHashMap<>(), new ArrayList<>());
        Map<BareJid, Integer> seen = new HashMap<>();
        List<String> lines = csv.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line =
                    i == 0 && lines.get(0).startsWith("\uFEFF") ? lines.get(0).substring(1) : lines.get(i);
            if (!line.isBlank() && !line.startsWith("#")) {
                file.add(i + 1, line, domains, seen);
            }
        }
        return file;
    }

    private void add(int number, String line, List<Domain> domains, Map<BareJid, Integer> seen) {
        try {
            NewAccount account = account(fields(line), domains);
            Integer earlier = seen.putIfAbsent(account.jid(), number);
            if (earlier != null) {
                throw new BadField(account.jid() + " is on line " + earlier + ", too");
            }
            accounts.put(number, account);
        } catch (BadField | InvalidJidException e) {
            bad.add(new BadLine(number, String.valueOf(e.getMessage())));
        }
    }

    private static NewAccount account(List<String> fields, List<Domain> domains) {
        if (fields.size() < 2 || fields.size() > 3) {
            throw new BadField((fields.size() == 1 ? "1 field" : fields.size() + " fields")
                    + "; name,password or name,password,role is expected");
        }
        return new NewAccount(
                address(fields.get(0).strip(), domains),
                new Secret(fields.get(1)),
                role(fields.size() == 3 ? fields.get(2).strip() : ""));
    }

    private static BareJid address(String text, List<Domain> domains) {
        BareJid jid = text.contains("@") ? BareJid.parse(text) : BareJid.of(new Localpart(text), domains.getFirst());
        if (jid.local() == null) {
            throw new BadField("a name before the @ is expected");
        }
        if (!domains.contains(jid.domain())) {
            throw new BadField(jid.domain() + " is not a domain of this server");
        }
        return jid;
    }

    private static Role role(String text) {
        return switch (text) {
            case "", "user" -> Role.USER;
            case "administrator" -> Role.ADMINISTRATOR;
            default -> throw new BadField("the role must be user or administrator, or left out");
        };
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (c == '"' && (quoted || field.isEmpty())) {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        if (quoted) {
            throw new BadField("a quotation mark is not closed");
        }
        fields.add(field.toString());
        return fields;
    }

    /// What is wrong with a line.
    private static final class BadField extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BadField(String message) {
            super(message);
        }
    }
}
