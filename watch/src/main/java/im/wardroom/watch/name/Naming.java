// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.name;

import im.wardroom.watch.dissect.Activity;
import im.wardroom.watch.dissect.Confidence;
import im.wardroom.watch.dissect.Detection;
import im.wardroom.watch.dissect.Rule;
import im.wardroom.watch.dissect.Via;
import im.wardroom.watch.protocol.ClientHello;
import im.wardroom.watch.service.Directory;
import im.wardroom.watch.service.Entry;
import im.wardroom.watch.service.Service;
import java.util.List;
import java.util.Optional;

/// Turns what the directory says into detections.
public final class Naming {

    private static final List<Activity> ACTIVITIES = List.of(Activity.values());

    private final Directory directory;

    public Naming(Directory directory) {
        this.directory = directory;
    }

    public Directory directory() {
        return directory;
    }

    /// @param what before the name in the evidence: `TLS name`
    public Optional<Detection> host(String name, Via via, String what) {
        return detection(directory.host(name), via, Confidence.CERTAIN, what, name);
    }

    public Optional<Detection> mark(Entry.Kind kind, String value, Via via, String what) {
        return detection(directory.mark(kind, value), via, Confidence.LIKELY, what, value);
    }

    public Optional<Detection> beginning(Entry.Kind kind, String value, Via via, String what) {
        return detection(directory.beginning(kind, value), via, Confidence.LIKELY, what, value);
    }

    private static Optional<Detection> detection(
            Optional<Entry> entry, Via via, Confidence confidence, String what, String value) {
        return entry.isEmpty() ? Optional.empty() : detection(entry.get(), via, confidence, what + " " + value);
    }

    public static Optional<Detection> detection(Entry entry, Via via, Confidence confidence, String evidence) {
        Optional<Service> service = entry.service();
        if (service.isEmpty()) {
            return Optional.empty();
        }
        Activity activity = via == Via.DNS ? Activity.LOOK_UP : activity(entry);
        return Optional.of(new Detection(service.get(), via, activity, confidence, evidence, Rule.of(entry)));
    }

    /// The same, with the fingerprint of the client: which program it was, for who knows fingerprints.
    static Detection by(ClientHello hello, Detection found) {
        return hello.isWhole()
                ? new Detection(
                        found.service(),
                        found.via(),
                        found.activity(),
                        found.confidence(),
                        found.evidence() + ", JA4 " + hello.ja4(),
                        found.rule())
                : found;
    }

    private static Activity activity(Entry entry) {
        for (Activity activity : ACTIVITIES) {
            if (activity.id().equals(entry.activity())) {
                return activity;
            }
        }
        return Activity.USE;
    }
}
