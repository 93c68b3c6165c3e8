-- SPDX-License-Identifier: Apache-2.0
-- The audit log. What is in it stays as it is: the database itself refuses to change or remove a record.

CREATE TABLE audit (
    seq    BIGINT NOT NULL PRIMARY KEY,
    record ${text}   NOT NULL
);

-- Signed tree heads: of each hour, the last one.
CREATE TABLE audit_head (
    hour BIGINT NOT NULL PRIMARY KEY,
    size BIGINT NOT NULL,
    head ${text}   NOT NULL
);

${audit_stays}
