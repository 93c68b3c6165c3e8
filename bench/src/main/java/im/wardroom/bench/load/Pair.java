// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.load;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Two people: one sends numbered messages, the other must get each of them, once and in order.
final class Pair {

    /// What a pair tells the conversation.
    interface Watcher {
        /// @param due when the message was meant to be sent
        void delivered(Pair pair, long due);

        void failed(String why);
    }

    private static final int MOST_UNDER_WAY = 1 << 14;

    /// XEP-0313 §4.1.3, the last page.
    private static final String LAST_ARCHIVED = "<iq type='set' id='last'><query xmlns='urn:xmpp:mam:2'>"
            + "<set xmlns='http://jabber.org/protocol/rsm'><max>1</max><before/></set></query></iq>";

    private final int number;
    private final Numbered message;
    private final Watcher watcher;
    private final long[] due = new long[MOST_UNDER_WAY];
    private @Nullable Client sender;
    private @Nullable Client receiver;
    private long sent;
    private long received;
    private boolean asking;
    private long archivedBySender = -1;
    private long archivedByReceiver = -1;

    Pair(int number, String to, int bodyBytes, Watcher watcher) {
        this.number = number;
        this.message = new Numbered("chat", to, bodyBytes);
        this.watcher = watcher;
    }

    /// @param meant when it was meant to be sent
    void send(long meant) {
        Client client = sender;
        if (client == null || underWay() >= MOST_UNDER_WAY) {
            watcher.failed("pair " + number + " has " + underWay() + " messages under way and cannot send");
            return;
        }
        due[(int) (sent % MOST_UNDER_WAY)] = meant;
        byte[] bytes = message.with(sent++);
        client.send(bytes, 0, bytes.length);
    }

    long sent() {
        return sent;
    }

    long underWay() {
        return sent - received;
    }

    boolean isSettled() {
        return underWay() == 0 && isSettled(sender) && isSettled(receiver);
    }

    private static boolean isSettled(@Nullable Client client) {
        return client != null && client.isSettled();
    }

    void requestAcknowledgement() {
        request(sender);
        request(receiver);
    }

    private static void request(@Nullable Client client) {
        if (client instanceof XmppClient asking && !asking.isSettled()) {
            asking.request();
        }
    }

    /// From now on messages that come are out of the archives.
    void askArchives() {
        archivedBySender = -1;
        archivedByReceiver = -1;
        asking = true;
        ask(sender);
        ask(receiver);
    }

    private static void ask(@Nullable Client client) {
        if (client instanceof XmppClient asking) {
            asking.ask(LAST_ARCHIVED);
        }
    }

    /// Both archives have told that their last message is the last that was sent.
    boolean isArchived() {
        return archivedBySender == sent - 1 && archivedByReceiver == sent - 1;
    }

    void close() {
        if (sender != null) {
            sender.close();
        }
        if (receiver != null) {
            receiver.close();
        }
    }

    /// @param sending the sender's side
    Client.Listener side(boolean sending) {
        return new Client.Listener() {
            @Override
            public void ready(Client client) {
                if (sending) {
                    sender = client;
                } else {
                    receiver = client;
                }
            }

            @Override
            public void stanza(byte[] bytes, int from, int to) {
                if (bytes[from + 1] == 'm') {
                    message(bytes, from, to);
                }
            }

            private void message(byte[] bytes, int from, int to) {
                long id = Numbered.read(bytes, from, to);
                if (asking) {
                    archived(sending, id);
                } else if (sending) {
                    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
                    watcher.failed("the sender of pair " + number + " was told: " + text);
                } else if (id >= 0) {
                    arrived(id);
                }
            }

            @Override
            public void failed(Client client, String why) {
                watcher.failed(why);
            }
        };
    }

    private void archived(boolean sending, long id) {
        if (sending) {
            archivedBySender = id;
        } else {
            archivedByReceiver = id;
        }
    }

    private void arrived(long id) {
        if (id != received || id >= sent) {
            watcher.failed("pair " + number + " got message " + id + " where " + received + " was next");
            return;
        }
        long meant = due[(int) (id % MOST_UNDER_WAY)];
        received++;
        watcher.delivered(this, meant);
    }
}
