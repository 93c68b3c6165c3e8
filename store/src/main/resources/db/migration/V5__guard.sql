-- SPDX-License-Identifier: Apache-2.0
-- What the guard keeps: findings, what it holds, quarantines, blocks. Each kind has its own form of content.

CREATE TABLE guard_record (
    kind    ${text}   NOT NULL,
    id      ${text}   NOT NULL,
    at      BIGINT NOT NULL,
    content ${bytes}  NOT NULL,
    PRIMARY KEY (kind, id)
);

CREATE INDEX guard_record_by_time ON guard_record (kind, at);
