// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.block;

import im.wardroom.watch.packet.Address;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a program does with a file of rules, read back from its text as the program's manual says.
interface Model {

    boolean denies(String name);

    /// @param text without comments
    static Model zone(List<String> text) {
        Map<String, Boolean> owners = new HashMap<>();
        Set<String> existing = new HashSet<>();
        for (String line : text) {
            String[] fields = line.split(" ");
            if (fields[1].equals("CNAME") && !fields[0].endsWith("rpz-ip")) {
                owners.put(fields[0], fields[2].equals("."));
                for (String at = fields[0]; at.indexOf('.') > 0; at = at.substring(at.indexOf('.') + 1)) {
                    existing.add(at);
                }
            }
        }
        return name -> {
            if (existing.contains(name)) {
                return owners.getOrDefault(name, false);
            }
            // RFC 4592 §3.3.1: the wildcard of the closest name that exists, and no other one.
            String closest = name;
            while (!existing.contains(closest)) {
                int dot = closest.indexOf('.');
                if (dot < 0) {
                    return false;
                }
                closest = closest.substring(dot + 1);
            }
            return owners.getOrDefault("*." + closest, false);
        };
    }

    static Model squid(List<String> text) {
        Map<String, List<String>> lists = new HashMap<>();
        List<String[]> denials = new ArrayList<>();
        for (String line : text) {
            String[] fields = line.split(" ");
            if (fields[0].equals("acl") && fields[2].equals("dstdomain")) {
                lists.computeIfAbsent(fields[1], any -> new ArrayList<>()).add(fields[4]);
            } else if (fields[0].equals("http_access") && !fields[2].equals("wardroom_networks")) {
                denials.add(fields);
            }
        }
        return name -> denials.stream().anyMatch(fields -> matches(lists, fields, name));
    }

    private static boolean matches(Map<String, List<String>> lists, String[] fields, String name) {
        for (int i = 2; i < fields.length; i++) {
            boolean isNot = fields[i].startsWith("!");
            List<String> list = lists.getOrDefault(isNot ? fields[i].substring(1) : fields[i], List.of());
            boolean isIn = list.stream()
                    .anyMatch(value -> value.startsWith(".") ? ("." + name).endsWith(value) : value.equals(name));
            if (isIn == isNot) {
                return false;
            }
        }
        return true;
    }

    static Model suricata(List<String> text) {
        List<String> rules =
                text.stream().filter(line -> line.contains("tls.sni; ")).toList();
        return name -> rules.stream().anyMatch(rule -> matches(rule, "." + name));
    }

    private static boolean matches(String rule, String buffer) {
        for (String content : rule.substring(rule.indexOf("dotprefix; ")).split("content:")) {
            if (!content.contains("\"")) {
                continue;
            }
            boolean isNot = content.startsWith("!");
            String value = content.split("\"")[1];
            boolean isIn = content.contains("startswith") ? buffer.equals(value) : buffer.endsWith(value);
            if (isIn == isNot) {
                return false;
            }
        }
        return true;
    }

    static Model hosts(List<String> text) {
        Set<String> names = new HashSet<>();
        text.forEach(line -> names.add(line.split(" ")[1]));
        return names::contains;
    }

    /// All networks that a file denies, whatever its format.
    static List<Network> networks(List<String> text) {
        List<Network> networks = new ArrayList<>();
        for (String line : text) {
            Matcher trigger = TRIGGER.matcher(line);
            if (trigger.matches()) {
                networks.add(Network.parse(address(trigger.group(2)) + "/" + trigger.group(1)));
                continue;
            }
            Matcher written = WRITTEN.matcher(line);
            while (written.find()) {
                networks.add(Network.parse(written.group()));
            }
        }
        return networks;
    }

    Pattern TRIGGER = Pattern.compile("(\\d+)\\.([0-9a-fz.]+)\\.rpz-ip CNAME \\.");
    Pattern WRITTEN = Pattern.compile("[0-9a-f]+[.:][0-9a-f.:]*/\\d+");

    /// `zz` stands for the zeros that IPv6 leaves out.
    private static String address(String reversed) {
        List<String> parts = Arrays.asList(reversed.split("\\.")).reversed();
        return reversed.matches("\\d+\\.\\d+\\.\\d+\\.\\d+")
                ? String.join(".", parts)
                : String.join(":", parts).replaceAll("(^|:)zz(:|$)", "::");
    }

    static boolean denies(List<Network> networks, Address address) {
        return networks.stream().anyMatch(network -> network.holds(Network.of(address)));
    }
}
