// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.suspicion;

import im.wardroom.watch.flow.Flow;
import im.wardroom.watch.packet.Address;
import im.wardroom.watch.service.Service;
import im.wardroom.watch.suspicion.Suspicion.Kind;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// A server's port at which messengers come in: how many come in a minute, and how many of them do what no client does.
final class Door {

    private static final long MINUTE = 60_000_000;
    private static final long SILENCE = 10 * MINUTE;
    private static final int MANY = 100;
    private static final int MOST_CLIENTS = 1000;

    final Service service;
    private final Address server;
    private final int port;
    private final SuspicionListener listener;
    private final int[] odd = new int[Kind.values().length];
    private final long[] told = new long[Kind.values().length];
    private final Set<Address> clients = new HashSet<>();
    private long began;
    private int opened;

    Door(Flow flow, Service service, SuspicionListener listener) {
        this.service = service;
        this.server = flow.server();
        this.port = flow.serverPort();
        this.listener = listener;
    }

    void opened(Flow flow, long now) {
        if (now - began > MINUTE || now < began) {
            began = now;
            opened = 0;
            Arrays.fill(odd, 0);
            clients.clear();
        }
        opened++;
        if (clients.size() < MOST_CLIENTS) {
            clients.add(flow.client());
        }
    }

    /// A client did what none does.
    void odd(Kind kind, String what, long now) {
        int count = ++odd[kind.ordinal()];
        long before = told[kind.ordinal()];
        if (count < MANY || count * 2 < opened || before != 0 && now - before < SILENCE) {
            return;
        }
        told[kind.ordinal()] = now;
        listener.suspected(new Suspicion(
                kind,
                began,
                now,
                clients.size() == 1 ? clients.iterator().next() : null,
                server,
                port,
                evidence(what, count)));
    }

    private String evidence(String what, int count) {
        return String.format(
                Locale.ROOT,
                "%d of %d connections to a port of %s within a minute %s; %s",
                count,
                opened,
                service.title(),
                what,
                clients.size() == 1
                        ? "all of them from one address"
                        : "from " + (clients.size() >= MOST_CLIENTS ? "more than " : "") + clients.size()
                                + " addresses");
    }
}
