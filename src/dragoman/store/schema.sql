-- The store, version 1. Run whole, in one transaction, on a new file.
--
-- No primary keys: an index would have to be held in memory and slows every batch; the writer deletes what a document
-- left before it writes the document anew, so (document_id, ordinal) is one event and `documents.id` one document.
-- Offsets ("start", "end") are characters of documents.text, half open.

CREATE TABLE meta (key VARCHAR NOT NULL, value VARCHAR NOT NULL);
INSERT INTO meta VALUES ('format', 'dragoman store'), ('schema_version', '1');

CREATE TABLE runs (
    id VARCHAR NOT NULL,
    started TIMESTAMP NOT NULL,
    ended TIMESTAMP,               -- null: still running, or killed
    lexicon_hash VARCHAR NOT NULL,
    model VARCHAR NOT NULL,
    engine VARCHAR NOT NULL,
    workers INTEGER NOT NULL,
    options VARCHAR NOT NULL,      -- JSON
    versions VARCHAR NOT NULL,     -- JSON: of dragoman and of the packages that decide the coding
    counts VARCHAR NOT NULL        -- JSON
);

CREATE TABLE documents (
    id VARCHAR NOT NULL,
    content_hash VARCHAR NOT NULL,
    status VARCHAR NOT NULL,       -- coded, skipped, failed
    reason VARCHAR NOT NULL,       -- why skipped or failed
    read_from VARCHAR NOT NULL,    -- file, member of an archive, line of a file
    outlet VARCHAR,                -- host of the URL, without "www."
    url VARCHAR,
    title VARCHAR,
    author VARCHAR,
    published VARCHAR,             -- as the page says it: ISO date or date-time
    published_day DATE,
    language VARCHAR,
    text VARCHAR NOT NULL USING COMPRESSION zstd,
    stance VARCHAR NOT NULL,       -- JSON: country to mean and counts
    actor_stance VARCHAR NOT NULL, -- JSON: name to mean and counts
    missing VARCHAR NOT NULL,      -- JSON: field to reason
    fingerprint BLOB,              -- of the text, for near-copies
    story_id VARCHAR,              -- the first document of the story; null: not gathered yet
    events INTEGER NOT NULL,
    lexicon_hash VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    coded_at TIMESTAMP NOT NULL
);

CREATE TABLE blocks (
    document_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    author VARCHAR,
    posted VARCHAR,
    parent INTEGER,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL
);

CREATE TABLE events (
    document_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    event_id VARCHAR NOT NULL,     -- hash of what is told: equal in all tellings in the same terms
    claim UBIGINT NOT NULL,        -- one number for all tellings of a claim; until it is gathered, that of `event_id`
    first_telling BOOLEAN,         -- one telling of each claim stands for it; null: not gathered yet
    day_first BOOLEAN,             -- one a day for each source, target and code, of what is asserted; likewise
    event_type VARCHAR NOT NULL,
    event_mode VARCHAR,
    contexts VARCHAR[] NOT NULL,
    cameo VARCHAR NOT NULL,
    quad UTINYINT NOT NULL,
    goldstein FLOAT NOT NULL,
    act_type VARCHAR NOT NULL,
    act_cameo VARCHAR NOT NULL,
    modality VARCHAR NOT NULL,
    factuality VARCHAR NOT NULL,
    condition VARCHAR,
    voice VARCHAR NOT NULL,
    source_name VARCHAR,           -- of the first source
    source_code VARCHAR,
    source_country VARCHAR,
    source_names VARCHAR[] NOT NULL,     -- of all sources, as many as `source_codes`
    source_codes VARCHAR[] NOT NULL,
    source_countries VARCHAR[] NOT NULL, -- each once, without nulls
    source_sectors VARCHAR[] NOT NULL,   -- likewise
    target_name VARCHAR,
    target_code VARCHAR,
    target_country VARCHAR,
    target_names VARCHAR[] NOT NULL,
    target_codes VARCHAR[] NOT NULL,
    target_countries VARCHAR[] NOT NULL,
    target_sectors VARCHAR[] NOT NULL,
    speaker_name VARCHAR,
    speaker_code VARCHAR,
    speaker_country VARCHAR,
    date VARCHAR,                  -- EDTF
    date_basis VARCHAR NOT NULL,
    day_start DATE,                -- the first and last day it may mean; null: unknown
    day_end DATE,
    place_name VARCHAR,
    place_country VARCHAR,
    place_kind VARCHAR,
    latitude DOUBLE,
    longitude DOUBLE,
    items VARCHAR[] NOT NULL,      -- names, each once; all of them in the table `items`
    rule VARCHAR NOT NULL,
    confidence FLOAT NOT NULL,
    trigger VARCHAR NOT NULL,
    record VARCHAR NOT NULL USING COMPRESSION zstd -- the event as JSON, whole
);

CREATE TABLE evidence (
    document_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,      -- of the event
    event_id VARCHAR NOT NULL,
    part INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text VARCHAR NOT NULL USING COMPRESSION zstd
);

CREATE TABLE actors (
    document_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    event_id VARCHAR NOT NULL,
    role VARCHAR NOT NULL,         -- source, target, speaker
    part INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    code VARCHAR,
    country VARCHAR,
    sectors VARCHAR[] NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    reason VARCHAR NOT NULL
);

CREATE TABLE items (
    document_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    event_id VARCHAR NOT NULL,
    part INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    category VARCHAR NOT NULL,
    quantity VARCHAR,
    maker VARCHAR,
    value VARCHAR,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL
);

-- one row a claim, made by gathering from the tellings; `events.claim` says which are its own
CREATE TABLE claims (
    claim UBIGINT NOT NULL,
    event_id VARCHAR NOT NULL,     -- of the telling that stands for it
    date VARCHAR,                  -- EDTF: the day that this one tells
    first_seen DATE,               -- days of publication
    last_seen DATE,
    tellings INTEGER NOT NULL,
    documents INTEGER NOT NULL,
    outlets INTEGER NOT NULL,
    stories INTEGER NOT NULL,      -- reprints of one story count once
    sources INTEGER NOT NULL       -- independent ones: hosts on which its stories were first told
);

CREATE TABLE judgements (
    event_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    verdict VARCHAR NOT NULL,
    note VARCHAR NOT NULL,
    who VARCHAR NOT NULL,
    judged_at TIMESTAMP NOT NULL
);
