-- SPDX-License-Identifier: Apache-2.0
-- Publish-subscribe: the nodes of an account, who may do what with them, and what was published.

CREATE TABLE node (
    account BIGINT   NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name    ${text}     NOT NULL,
    options ${text}     NOT NULL,
    PRIMARY KEY (account, name)
);

CREATE TABLE node_affiliation (
    account     BIGINT   NOT NULL,
    node        ${text}     NOT NULL,
    entity      ${text}     NOT NULL,
    affiliation ${text}     NOT NULL,
    PRIMARY KEY (account, node, entity),
    FOREIGN KEY (account, node) REFERENCES node (account, name) ON DELETE CASCADE
);

CREATE TABLE node_subscription (
    account    BIGINT   NOT NULL,
    node       ${text}     NOT NULL,
    subscriber ${text}     NOT NULL,
    state      ${text}     NOT NULL,
    PRIMARY KEY (account, node, subscriber),
    FOREIGN KEY (account, node) REFERENCES node (account, name) ON DELETE CASCADE
);

-- position: the order of publishing within the node; size: bytes of the content.
CREATE TABLE node_item (
    account   BIGINT   NOT NULL,
    node      ${text}     NOT NULL,
    id        ${text}     NOT NULL,
    position  BIGINT   NOT NULL,
    publisher ${text}     NOT NULL,
    published BIGINT   NOT NULL,
    size      BIGINT   NOT NULL,
    content   ${bytes} NOT NULL,
    PRIMARY KEY (account, node, id),
    FOREIGN KEY (account, node) REFERENCES node (account, name) ON DELETE CASCADE
);

-- With the size, so that what an account takes up is found without looking at its items.
CREATE INDEX node_item_by_position ON node_item (account, node, position, size);
