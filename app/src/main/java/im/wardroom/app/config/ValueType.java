// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import im.wardroom.guard.address.Network;
import im.wardroom.server.credential.Secret;
import im.wardroom.store.sql.PostgresUrl;
import im.wardroom.web.brand.Colour;
import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.address.Domain;
import java.net.IDN;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How one type of value is written.
///
/// @param name as the reference names the type
/// @param expected what a value looks like
/// @param quoted true if it is a text in TOML
/// @param hidden true if values must not be repeated where anybody can read them
/// @param parse fails with [IllegalArgumentException]
record ValueType(
        String name,
        String expected,
        boolean quoted,
        boolean hidden,
        Function<String, ? extends Object> parse,
        Function<Object, String> format) {

    /// @throws IllegalStateException if no value can be of that class
    static ValueType of(Class<?> type) {
        if (type.isEnum()) {
            return enumeration(type);
        }
        ValueType known = known(type);
        if (known == null) {
            throw new IllegalStateException("no way to write a " + type.getName());
        }
        return known;
    }

    private static @Nullable ValueType known(Class<?> type) {
        return switch (type.getName()) {
            case "boolean" ->
                new ValueType("boolean", "true or false", false, false, Boolean::valueOf, Object::toString);
            case "int" -> new ValueType("number", "a whole number", false, false, Integer::valueOf, Object::toString);
            case "java.lang.String" -> text("text", "a text in quotes", s -> s);
            case "java.nio.file.Path" -> text("path", "a path in quotes", Path::of);
            case "java.time.Duration" ->
                new ValueType(
                        "duration",
                        "a length of time such as \"30s\", \"5m\" or \"90d\"",
                        true,
                        false,
                        Durations::parse,
                        value -> Durations.format((Duration) value));
            default -> ours(type);
        };
    }

    private static @Nullable ValueType ours(Class<?> type) {
        if (type == ByteSize.class) {
            return text("size", "a size such as \"512B\", \"256KiB\" or \"4MiB\"", ByteSize::parse);
        }
        if (type == ListenAddress.class) {
            return text(
                    "address",
                    "a listener's address such as \":5222\", \"192.0.2.1:5222\", \"[::1]:5222\" or \"off\"",
                    ListenAddress::parse);
        }
        if (type == InetAddress.class) {
            return new ValueType(
                    "address",
                    "an address of the Internet such as \"192.0.2.1\" or \"2001:db8::1\"",
                    true,
                    false,
                    ValueType::internetAddress,
                    value -> ((InetAddress) value).getHostAddress());
        }
        if (type == Domain.class) {
            return text("domain", "a domain name such as \"example.org\"", ValueType::domain);
        }
        if (type == BareJid.class) {
            return text("account", "an address such as \"juliet@example.org\"", BareJid::parse);
        }
        if (type == PostgresUrl.class) {
            return secret(
                    "PostgreSQL URL",
                    "a URL such as \"postgresql://user:password@localhost:5432/database\"",
                    PostgresUrl::parse,
                    value -> ((PostgresUrl) value).reveal());
        }
        if (type == Colour.class) {
            return text("colour", "a colour such as \"#1d4e6b\"", Colour::parse);
        }
        if (type == Network.class) {
            return text("network", "a range of addresses such as \"192.168.0.0/16\" or \"fd00::/8\"", Network::parse);
        }
        if (type == Allowance.class) {
            return text("allowance", "an allowance such as \"400 at once, 10 per second\"", Allowance::parse);
        }
        if (type == ZoneId.class) {
            return text("time zone", "a time zone such as \"UTC\" or \"Europe/Berlin\"", ValueType::zone);
        }
        if (type == KeepFor.class) {
            return text("duration or \"forever\"", "a length of time such as \"90d\", or \"forever\"", KeepFor::parse);
        }
        return type == Secret.class ? secret("secret", "a text in quotes", Secret::new, Object::toString) : null;
    }

    private static ValueType text(String name, String expected, Function<String, ?> parse) {
        return new ValueType(name, expected, true, false, parse, Object::toString);
    }

    private static ValueType enumeration(Class<?> type) {
        Enum<?>[] constants = (Enum<?>[]) Objects.requireNonNull(type.getEnumConstants());
        String choices =
                Arrays.stream(constants).map(c -> '"' + Keys.of(c) + '"').collect(Collectors.joining(", "));
        return new ValueType(
                "one of " + choices,
                "one of " + choices,
                true,
                false,
                text -> Arrays.stream(constants)
                        .filter(c -> Keys.of(c).equals(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("not a choice: " + text)),
                value -> Keys.of((Enum<?>) value));
    }

    private static ValueType secret(
            String name, String expected, Function<String, ?> parse, Function<Object, String> format) {
        return new ValueType(name, expected, true, true, parse, format);
    }

    /// One that means the same everywhere, which an address of one link of this host does not.
    private static InetAddress internetAddress(String text) {
        if (text.indexOf('%') >= 0) {
            throw new IllegalArgumentException("an address of one link: " + text);
        }
        return InetAddress.ofLiteral(text);
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no time zone: " + text, e);
        }
    }

    /// A domain that people can have: RFC 7622 allows more than a certificate can be made for.
    private static Domain domain(String text) {
        IDN.toASCII(text, IDN.USE_STD3_ASCII_RULES);
        return new Domain(text);
    }

    /// The value as TOML.
    String toToml(Object value) {
        String text = format.apply(value);
        return quoted ? '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"' : text;
    }
}
