-- SPDX-License-Identifier: Apache-2.0
-- Uploaded files; their bytes are elsewhere. What belongs to an account that is removed stays until the bytes are
-- removed, too.

CREATE TABLE upload (
    id      ${text}   NOT NULL PRIMARY KEY,
    account BIGINT REFERENCES account (id) ON DELETE SET NULL,
    name    ${text}   NOT NULL,
    type    ${text}   NOT NULL,
    size    BIGINT NOT NULL,
    purpose ${text}   NOT NULL,
    created BIGINT NOT NULL,
    expires BIGINT,
    sha256  ${bytes}
);

-- With the size, so that what an account takes up is found without looking at the rows.
CREATE INDEX upload_by_account ON upload (account, size);

CREATE INDEX upload_by_time ON upload (created);
