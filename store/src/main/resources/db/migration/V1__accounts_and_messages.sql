-- SPDX-License-Identifier: Apache-2.0
-- Times are milliseconds since 1970 in UTC. Words with a dollar sign are what the database at hand calls
-- these things; texts compare as bytes.

CREATE TABLE account (
    id               ${identity},
    jid              ${text}    NOT NULL UNIQUE,
    domain           ${text}    NOT NULL,
    role             ${text}    NOT NULL,
    enabled          BOOLEAN NOT NULL,
    created          BIGINT  NOT NULL,
    password_changed BIGINT  NOT NULL,
    message_cursor   BIGINT  NOT NULL,
    held             BOOLEAN NOT NULL,
    roster_version   BIGINT  NOT NULL
);

CREATE INDEX account_by_domain ON account (domain, jid);

CREATE TABLE credential (
    account    BIGINT  NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    mechanism  ${text}    NOT NULL,
    salt       ${bytes} NOT NULL,
    iterations INTEGER NOT NULL,
    stored_key ${bytes} NOT NULL,
    server_key ${bytes} NOT NULL,
    PRIMARY KEY (account, mechanism)
);

-- Keys of earlier passwords; the highest number is the latest.
CREATE TABLE former_credential (
    account    BIGINT  NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    number     BIGINT  NOT NULL,
    mechanism  ${text}    NOT NULL,
    salt       ${bytes} NOT NULL,
    iterations INTEGER NOT NULL,
    stored_key ${bytes} NOT NULL,
    server_key ${bytes} NOT NULL,
    PRIMARY KEY (account, number)
);

CREATE TABLE roster_item (
    account      BIGINT  NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    contact      ${text}    NOT NULL,
    name         ${text},
    subscription ${text}    NOT NULL,
    ask          BOOLEAN NOT NULL,
    approved     BOOLEAN NOT NULL,
    PRIMARY KEY (account, contact)
);

CREATE TABLE roster_group (
    account  BIGINT  NOT NULL,
    contact  ${text}    NOT NULL,
    position INTEGER NOT NULL,
    name     ${text}    NOT NULL,
    PRIMARY KEY (account, contact, position),
    FOREIGN KEY (account, contact) REFERENCES roster_item (account, contact) ON DELETE CASCADE
);

CREATE TABLE subscription_request (
    account  BIGINT   NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    contact  ${text}     NOT NULL,
    presence ${bytes} NOT NULL,
    PRIMARY KEY (account, contact)
);

-- peer and resource: the other side of the conversation; the resource is empty for a bare JID.
CREATE TABLE message (
    account  BIGINT   NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    seq      BIGINT   NOT NULL,
    arrived  BIGINT   NOT NULL,
    sent     BOOLEAN  NOT NULL,
    archived BOOLEAN  NOT NULL,
    peer     ${text}     NOT NULL,
    resource ${text}     NOT NULL,
    id       ${text},
    stanza   ${bytes} NOT NULL,
    PRIMARY KEY (account, seq)
);

CREATE INDEX message_by_peer ON message (account, peer, seq);

-- Message traffic that is not in its tables yet: a row is what one sync made durable, in the order of the numbers.
CREATE TABLE journal (
    number  ${number},
    content ${bytes} NOT NULL
);

-- Streams that their clients may resume; the key is a hash of the secret.
CREATE TABLE stream (
    name         ${text}     NOT NULL PRIMARY KEY,
    account      BIGINT   NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    resource     ${text}     NOT NULL,
    started      BIGINT   NOT NULL,
    since        BIGINT   NOT NULL,
    handled      BIGINT   NOT NULL,
    acknowledged BIGINT   NOT NULL,
    state        ${bytes} NOT NULL
);

CREATE INDEX stream_by_account ON stream (account, started);

-- The client's stanzas that are done, beyond those that are known to be done without a gap.
CREATE TABLE stream_handled (
    stream ${text}   NOT NULL REFERENCES stream (name) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    PRIMARY KEY (stream, number)
) ${clustered};

-- Which stanza of the stream was which message of the log, until the client acknowledges it.
CREATE TABLE stream_sent (
    stream ${text}   NOT NULL REFERENCES stream (name) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    seq    BIGINT NOT NULL,
    PRIMARY KEY (stream, number)
) ${clustered};

CREATE TABLE document (
    account   BIGINT   NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    namespace ${text}     NOT NULL,
    name      ${text}     NOT NULL,
    content   ${bytes} NOT NULL,
    PRIMARY KEY (account, namespace, name)
);

CREATE TABLE token (
    account   BIGINT   NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    device    ${text}     NOT NULL,
    mechanism ${text}     NOT NULL,
    fresh     BOOLEAN  NOT NULL,
    secret    ${bytes} NOT NULL,
    issued    BIGINT   NOT NULL,
    expires   BIGINT   NOT NULL,
    counter   BIGINT   NOT NULL,
    PRIMARY KEY (account, device, mechanism, fresh)
);

CREATE INDEX token_by_expiry ON token (expires);

-- An empty id stands for the devices that give none.
CREATE TABLE device (
    account   BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    device    ${text}   NOT NULL,
    software  ${text},
    name      ${text},
    last_seen BIGINT NOT NULL,
    PRIMARY KEY (account, device)
);

CREATE TABLE device_address (
    account   BIGINT   NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    address   ${bytes} NOT NULL,
    last_seen BIGINT   NOT NULL,
    PRIMARY KEY (account, address)
);

CREATE TABLE invitation (
    token    ${text}    NOT NULL PRIMARY KEY,
    domain   ${text}    NOT NULL,
    inviter  ${text},
    reserved ${text},
    created  BIGINT  NOT NULL,
    expires  BIGINT  NOT NULL,
    uses     INTEGER NOT NULL
);

CREATE INDEX invitation_by_inviter ON invitation (inviter);
CREATE INDEX invitation_by_expiry ON invitation (expires);

CREATE TABLE setting (
    name    ${text}     NOT NULL PRIMARY KEY,
    content ${bytes} NOT NULL
);

-- What the store notes for itself; neither copied nor part of a backup.
CREATE TABLE store_note (
    name    ${text} NOT NULL PRIMARY KEY,
    content ${text} NOT NULL
);
