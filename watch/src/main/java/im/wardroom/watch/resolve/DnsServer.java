// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.resolve;

import im.wardroom.watch.packet.Address;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/// Asks over DNS (RFC 1035) and follows aliases. Whoever does not answer several times on end is not waited for again.
final class DnsServer implements NameServer {

    private static final int ROUNDS = 2;
    private static final int MOST_SILENT = 8;
    private static final int MOST_ALIASES = 16;
    private static final int MOST_QUERIES = 4;
    private static final int MOST_ADDRESSES = 64;

    private final List<SimpleResolver> servers = new ArrayList<>();
    private final AtomicInteger silent = new AtomicInteger();

    DnsServer(List<InetSocketAddress> addresses, Duration patience) {
        for (InetSocketAddress address : addresses) {
            SimpleResolver server = new SimpleResolver(address);
            server.setTimeout(patience);
            servers.add(server);
        }
    }

    @Override
    public Answer addresses(String name) {
        Answer four = addresses(name, Type.A);
        Answer six = addresses(name, Type.AAAA);
        if (four instanceof Answer.Found(List<Address> a, List<String> aliases, boolean _)) {
            List<Address> all = new ArrayList<>(a);
            if (six instanceof Answer.Found(List<Address> b, List<String> _, boolean _)) {
                all.addAll(b);
            }
            return new Answer.Found(all, aliases, !(six instanceof Answer.Failed));
        }
        if (six instanceof Answer.Found(List<Address> b, List<String> aliases, boolean _)) {
            return new Answer.Found(b, aliases, !(four instanceof Answer.Failed));
        }
        return six instanceof Answer.Failed ? six : four;
    }

    private Answer addresses(String text, int type) {
        try {
            return follow(Name.fromString(text, Name.root), type);
        } catch (TextParseException e) {
            return new Answer.NoSuchName();
        } catch (IOException e) {
            return new Answer.Failed(reason(e));
        }
    }

    private static String reason(IOException failure) {
        return failure instanceof SocketTimeoutException || failure.getMessage() == null
                ? "no answer in time"
                : failure.getMessage();
    }

    private Answer follow(Name name, int type) throws IOException {
        List<String> aliases = new ArrayList<>();
        Name at = name;
        for (int query = 0; query < MOST_QUERIES; query++) {
            Message message = ask(at, type);
            List<Record> records = message.getSection(Section.ANSWER);
            Optional<Name> next = alias(records, at);
            boolean isMoved = next.isPresent();
            while (next.isPresent() && aliases.size() < MOST_ALIASES) {
                at = next.get();
                aliases.add(readable(at));
                next = alias(records, at);
            }
            int code = message.getRcode();
            if (code != Rcode.NOERROR && code != Rcode.NXDOMAIN) {
                return new Answer.Failed(Rcode.string(code));
            }
            Set<Address> found = found(records, at);
            if (!found.isEmpty()) {
                return new Answer.Found(List.copyOf(found), aliases, true);
            }
            if (code == Rcode.NXDOMAIN) {
                return new Answer.NoSuchName();
            }
            if (!isMoved) {
                return new Answer.NoAddress();
            }
        }
        return new Answer.Failed("too many aliases");
    }

    private static Optional<Name> alias(List<Record> records, Name name) {
        return records.stream()
                .filter(record -> record.getName().equals(name) && record instanceof CNAMERecord)
                .map(record -> ((CNAMERecord) record).getTarget())
                .findFirst();
    }

    private static Set<Address> found(List<Record> records, Name name) {
        Set<Address> found = new LinkedHashSet<>();
        for (Record record : records) {
            if (record.getName().equals(name) && found.size() < MOST_ADDRESSES) {
                InetAddress address = switch (record) {
                    case ARecord four -> four.getAddress();
                    case AAAARecord six -> six.getAddress();
                    default -> null;
                };
                if (address != null) {
                    found.add(Address.of(address));
                }
            }
        }
        return found;
    }

    private static String readable(Name name) {
        return name.toString(true).toLowerCase(Locale.ROOT);
    }

    @Override
    public Optional<String> nameOf(Address address) {
        try {
            Name reverse = ReverseMap.fromAddress(InetAddress.ofLiteral(address.toString()));
            return ask(reverse, Type.PTR).getSection(Section.ANSWER).stream()
                    .filter(PTRRecord.class::isInstance)
                    .map(record -> readable(((PTRRecord) record).getTarget()))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Message ask(Name name, int type) throws IOException {
        Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
        IOException failure = new SocketTimeoutException();
        for (int round = 0; round < ROUNDS; round++) {
            for (SimpleResolver server : servers) {
                if (silent.get() >= MOST_SILENT) {
                    throw new IOException("the name server does not answer");
                }
                long asked = System.nanoTime();
                try {
                    Message answer = server.send(query);
                    silent.set(0);
                    return answer;
                } catch (IOException e) {
                    boolean isSilent = isTimeout(e, asked, server);
                    if (isSilent) {
                        silent.incrementAndGet();
                    }
                    failure = isSilent ? new SocketTimeoutException() : e;
                }
            }
        }
        throw failure;
    }

    /// The library receives the answer and waits for it, each for the same time. If the waiting is over first, its
    /// failure does not say by its class that it was time.
    private static boolean isTimeout(IOException failure, long asked, SimpleResolver server) {
        return failure instanceof InterruptedIOException
                || System.nanoTime() - asked >= server.getTimeout().toNanos();
    }
}
