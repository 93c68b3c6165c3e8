// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch;

import im.wardroom.watch.call.Calls;
import im.wardroom.watch.call.DiscordVoice;
import im.wardroom.watch.call.PseudoTls;
import im.wardroom.watch.call.SocketMates;
import im.wardroom.watch.call.Sockets;
import im.wardroom.watch.call.StunStreams;
import im.wardroom.watch.call.ZoomMedia;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Dissector;
import im.wardroom.watch.dissect.Finding;
import im.wardroom.watch.dissect.FindingListener;
import im.wardroom.watch.dissect.Rule;
import im.wardroom.watch.flow.Flow;
import im.wardroom.watch.name.AddressBook;
import im.wardroom.watch.name.Addresses;
import im.wardroom.watch.name.DnsNames;
import im.wardroom.watch.name.HttpNames;
import im.wardroom.watch.name.Naming;
import im.wardroom.watch.name.QuicNames;
import im.wardroom.watch.name.SocksNames;
import im.wardroom.watch.name.TlsNames;
import im.wardroom.watch.name.Tunnels;
import im.wardroom.watch.own.OwnProtocols;
import im.wardroom.watch.service.Directory;
import im.wardroom.watch.service.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All that one lookout knows: the dissectors in the order in which they are asked, and what they remember from one
/// flow to the next. Belongs to the thread that reads packets.
public final class Knowledge {

    private final List<Dissector> dissectors;
    private final Sockets sockets = new Sockets();
    private final Directory directory;

    public Knowledge(Directory directory) {
        this.directory = directory;
        Naming naming = new Naming(directory);
        AddressBook book = new AddressBook();
        Addresses addresses = new Addresses(naming, book);
        List<Dissector> all = new ArrayList<>(OwnProtocols.all());
        all.add(new DiscordVoice());
        all.add(new ZoomMedia());
        all.add(new PseudoTls());
        all.add(new TlsNames(naming, addresses));
        all.add(new QuicNames(naming, addresses));
        all.add(new HttpNames(naming, addresses));
        all.add(new SocksNames(naming));
        all.add(new DnsNames(naming, book));
        all.add(new Tunnels());
        all.add(new Calls(naming, sockets));
        all.add(new StunStreams(naming));
        all.add(addresses);
        all.add(new SocketMates(sockets));
        dissectors = List.copyOf(all);
    }

    public List<Dissector> dissectors() {
        return dissectors;
    }

    public Directory directory() {
        return directory;
    }

    /// Remembers what is found, and passes it on, unless it is at an address of the organisation's own.
    public FindingListener before(FindingListener listener) {
        return new FindingListener() {
            @Override
            public void found(Flow flow, Finding finding) {
                if (!isAllowed(flow)) {
                    sockets.found(flow, finding);
                    listener.found(flow, ruled(flow, finding));
                }
            }

            @Override
            public void ended(Flow flow, List<Finding> findings) {
                listener.ended(flow, findings.isEmpty() || isAllowed(flow) ? List.of() : ruled(flow, findings));
            }
        };
    }

    private List<Finding> ruled(Flow flow, List<Finding> findings) {
        if (findings.size() == 1) {
            return List.of(ruled(flow, findings.getFirst()));
        }
        return findings.stream().map(finding -> ruled(flow, finding)).toList();
    }

    /// Whatever gave it away, an address of the service's own can be denied.
    private Finding ruled(Flow flow, Finding finding) {
        return finding instanceof Detection detection
                        && detection.rule() == Rule.NONE
                        && (isOwn(detection, flow.serverHigh(), flow.serverLow())
                                || isOwn(detection, flow.clientHigh(), flow.clientLow()))
                ? detection.with(Rule.ADDRESS)
                : finding;
    }

    private boolean isOwn(Detection detection, long high, long low) {
        Optional<Entry> entry = directory.address(high, low);
        return entry.isPresent()
                && entry.get().isOwn()
                && entry.get().service().equals(Optional.of(detection.service()));
    }

    private boolean isAllowed(Flow flow) {
        return directory.allows(flow.serverHigh(), flow.serverLow());
    }
}
