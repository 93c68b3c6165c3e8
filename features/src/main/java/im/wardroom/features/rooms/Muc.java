// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.rooms;

import im.wardroom.xmpp.stanza.StanzaError;
import im.wardroom.xmpp.stanza.StanzaError.Condition;
import im.wardroom.xmpp.stanza.StanzaException;

/// Names of the protocol that several requests need (XEP-0045 §19).
final class Muc {

    static final String NS = "http://jabber.org/protocol/muc";
    static final String USER = NS + "#user";
    static final String ADMIN = NS + "#admin";
    static final String OWNER = NS + "#owner";
    static final String CONFIG = NS + "#roomconfig";
    static final String REQUEST = NS + "#request";
    static final String REGISTER = NS + "#register";
    static final String INFO = NS + "#roominfo";
    static final String OCCUPANT_ID = "urn:xmpp:occupant-id:0";
    static final String STANZA_ID = "urn:xmpp:sid:0";
    static final String PING = "urn:xmpp:ping";
    static final String CONFERENCE = "jabber:x:conference";

    static final int NOT_ANONYMOUS = 100;
    static final int CONFIGURED = 104;
    static final int SELF = 110;
    static final int LOGGED = 170;
    static final int NOT_LOGGED = 171;
    static final int NOW_NOT_ANONYMOUS = 172;
    static final int NOW_SEMI_ANONYMOUS = 173;
    static final int CREATED = 201;
    static final int BANNED = 301;
    static final int NEW_NICK = 303;
    static final int KICKED = 307;
    static final int NO_MEMBER = 321;
    static final int MEMBERS_ONLY = 322;
    static final int SHUT_DOWN = 332;
    static final int ERROR = 333;

    private Muc() {}

    static StanzaException refused(Condition condition) {
        return new StanzaException(StanzaError.of(condition));
    }
}
