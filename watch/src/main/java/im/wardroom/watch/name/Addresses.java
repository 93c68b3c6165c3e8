// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.name;

import im.wardroom.watch.dissect.Answer;
import im.wardroom.watch.dissect.Confidence;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Dissector;
import im.wardroom.watch.dissect.Look;
import im.wardroom.watch.dissect.Via;
import im.wardroom.watch.flow.Flow;
import im.wardroom.watch.packet.Address;
import im.wardroom.watch.service.Entry;
import java.util.Optional;

/// The last resort: a flow that says nothing of itself, to an address that is a service's own or that was looked up by
/// its name. A flow that has said another name is not guessed at.
public final class Addresses implements Dissector {

    private final Naming naming;
    private final AddressBook book;

    public Addresses(Naming naming, AddressBook book) {
        this.naming = naming;
        this.book = book;
    }

    @Override
    public Transport transport() {
        return Transport.BOTH;
    }

    @Override
    public boolean isLastResort() {
        return true;
    }

    @Override
    public Answer look(Look look) {
        if (Named.is(look, this)) {
            return Answer.NO;
        }
        Flow flow = look.flow();
        Optional<Detection> server = at(flow, flow.serverHigh(), flow.serverLow());
        Optional<Detection> found = server.isPresent() ? server : at(flow, flow.clientHigh(), flow.clientLow());
        return found.isPresent() ? Answer.found(found.get()) : Answer.NO;
    }

    private Optional<Detection> at(Flow flow, long high, long low) {
        Optional<Entry> own = naming.directory().address(high, low);
        return own.isPresent()
                ? Naming.detection(
                        own.get(),
                        Via.ADDRESS,
                        Confidence.LIKELY,
                        new Address(high, low) + " is in " + own.get().value())
                : lookedUp(flow, high, low);
    }

    private Optional<Detection> lookedUp(Flow flow, long high, long low) {
        AddressBook.Known known = book.find(high, low, flow.lastMicros());
        if (known == null) {
            return Optional.empty();
        }
        Entry entry = known.entry();
        return entry.isOwn()
                ? Naming.detection(
                        entry,
                        Via.ADDRESS,
                        Confidence.POSSIBLE,
                        new Address(high, low) + " was looked up as " + known.name())
                : Optional.empty();
    }
}
