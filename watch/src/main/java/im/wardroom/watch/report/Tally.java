// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.report;

import im.wardroom.watch.packet.Address;
import im.wardroom.watch.packet.Micros;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Adds up flows by service, client and hour. Holds so many of each at most; what is beyond them is counted, and the
/// page says so. Belongs to one thread.
public final class Tally {

    private static final int MOST_CLIENTS = 100_000;
    private static final int MOST_PARTS = 40;
    private static final int MOST_SUSPICIONS = 200;
    /// Five years.
    private static final int MOST_HOURS = 24 * 366 * 5;

    private final ZoneId zone;
    private final Discretion discretion;
    private final Map<String, Part> services = new TreeMap<>();
    private final Map<String, Part> hidden = new TreeMap<>();
    private final Map<Address, Client> clients = new HashMap<>();
    private final Set<Long> hours = new HashSet<>();
    private final Part all = new Part();
    private final Part allHidden = new Part();
    private final List<Suspected> suspicions = new ArrayList<>();
    private long suspected;
    private long leftOut;

    /// @param zone in which days begin
    /// @param discretion what of the evidence may be kept
    public Tally(ZoneId zone, Discretion discretion) {
        this.zone = zone;
        this.discretion = discretion;
    }

    /// What one client used, by service.
    static final class Client {
        final Map<String, Amount> services = new TreeMap<>();
        final Amount all = new Amount();
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;

        void add(Usage usage) {
            services.computeIfAbsent(usage.what(), what -> new Amount()).add(usage.bytes());
            all.add(usage.bytes());
            first = Math.min(first, usage.firstMicros());
            last = Math.max(last, usage.lastMicros());
        }
    }

    public void add(Usage usage) {
        long hour = hour(usage.firstMicros());
        Map<String, Part> parts = usage.isHidden() ? hidden : services;
        boolean fits = (hours.size() < MOST_HOURS || hours.contains(hour))
                && (parts.size() < MOST_PARTS || parts.containsKey(usage.what()))
                && (clients.size() < MOST_CLIENTS || clients.containsKey(usage.client()));
        if (!fits) {
            leftOut++;
            return;
        }
        hours.add(hour);
        String clue = discretion.evidence(usage);
        parts.computeIfAbsent(usage.what(), what -> new Part()).add(usage, clue, hour);
        (usage.isHidden() ? allHidden : all).add(usage, clue, hour);
        clients.computeIfAbsent(usage.client(), address -> new Client()).add(usage);
    }

    public void suspect(Suspected suspicion) {
        suspected++;
        if (suspicions.size() < MOST_SUSPICIONS) {
            suspicions.add(suspicion);
        }
    }

    private long hour(long micros) {
        LocalDateTime local = LocalDateTime.ofInstant(Micros.instant(micros), zone);
        return Math.floorDiv(local.toEpochSecond(ZoneOffset.UTC), 3600L);
    }

    ZoneId zone() {
        return zone;
    }

    Discretion discretion() {
        return discretion;
    }

    Map<String, Part> services() {
        return services;
    }

    Map<String, Part> hidden() {
        return hidden;
    }

    Map<Address, Client> clients() {
        return clients;
    }

    /// All messengers together.
    Part all() {
        return all;
    }

    /// All that hides together.
    Part allHidden() {
        return allHidden;
    }

    /// The first of them; how many there are in all is [#suspected].
    List<Suspected> suspicions() {
        return suspicions;
    }

    long suspected() {
        return suspected;
    }

    /// Flows beyond what is held.
    long leftOut() {
        return leftOut;
    }
}
