package sqlitestore

// applicationID marks our files in the header of SQLite ("Liai").
const applicationID = 0x4C696169

// migrations lead from an empty file to the newest version, one step each: after the n-th, user_version is n. A step
// that was released never changes.
var migrations = []string{tables + views, proposals}

// tables. Numbers stand for actors, sources, relations, makers and provenances; claims are named by their sequence.
// Days count from 1970-01-01. What a record holds beyond its ends is in other tables, so that the claims can be read
// in one short pass at the start.
const tables = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- When sequences were recorded: this one at that microsecond since 1970, each one after it a microsecond later, up to
-- the next row.
CREATE TABLE moment (sequence INTEGER PRIMARY KEY, recorded INTEGER NOT NULL);

-- Every record that is not a claim.
CREATE TABLE entry (sequence INTEGER PRIMARY KEY, type TEXT NOT NULL, id BLOB NOT NULL);
CREATE UNIQUE INDEX entry_id ON entry (id);

CREATE TABLE relation (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL);

CREATE TABLE actor (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, first INTEGER NOT NULL);
CREATE TABLE actor_version (
	sequence INTEGER PRIMARY KEY, actor INTEGER NOT NULL REFERENCES actor, name TEXT NOT NULL, kind TEXT NOT NULL,
	country TEXT NOT NULL, valid TEXT NOT NULL, description TEXT NOT NULL, aliases TEXT, codes TEXT);
CREATE INDEX actor_version_actor ON actor_version (actor, sequence);

-- first is 0 while a source is only named. The rest is of the newest record; judged: relaying was said by a relay record.
CREATE TABLE source (
	number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, first INTEGER NOT NULL DEFAULT 0, held INTEGER NOT NULL DEFAULT 0,
	published TEXT NOT NULL DEFAULT '', relaying INTEGER REFERENCES source, judged INTEGER NOT NULL DEFAULT 0);
CREATE INDEX source_relaying ON source (relaying) WHERE relaying IS NOT NULL;
CREATE TABLE source_version (
	sequence INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES source, publisher TEXT NOT NULL, title TEXT NOT NULL,
	url TEXT NOT NULL, published TEXT NOT NULL, language TEXT NOT NULL, kind TEXT NOT NULL,
	relays INTEGER REFERENCES source, summary INTEGER NOT NULL, texted INTEGER NOT NULL);
CREATE INDEX source_version_source ON source_version (source, sequence);
CREATE TABLE text (source INTEGER PRIMARY KEY REFERENCES source, sequence INTEGER NOT NULL, body TEXT NOT NULL);
CREATE TABLE band (key INTEGER NOT NULL, source INTEGER NOT NULL REFERENCES source, PRIMARY KEY (key, source)) WITHOUT ROWID;
CREATE TABLE relay (
	sequence INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES source, relays INTEGER REFERENCES source,
	similarity INTEGER NOT NULL, reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL);
CREATE INDEX relay_source ON relay (source, sequence);
CREATE TABLE move (
	sequence INTEGER NOT NULL, place INTEGER NOT NULL, source INTEGER NOT NULL REFERENCES source,
	origin INTEGER NOT NULL REFERENCES source, PRIMARY KEY (sequence, place)) WITHOUT ROWID;
CREATE INDEX move_source ON move (source, sequence);

CREATE TABLE maker (
	number INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, version TEXT NOT NULL, run TEXT NOT NULL);
-- Who says it, whose report it passes on, where that came from when it was written, how the record was made.
CREATE TABLE provenance (
	number INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES source, relays INTEGER REFERENCES source,
	origin INTEGER NOT NULL REFERENCES source, maker INTEGER NOT NULL REFERENCES maker);

-- marks: confidence in the lowest 7 bits, then 1 bit denied, 3 modality, 2 basis, 1 recorded with evidence.
CREATE TABLE claim (
	sequence INTEGER PRIMARY KEY, id BLOB NOT NULL, subject INTEGER NOT NULL REFERENCES actor,
	relation INTEGER NOT NULL REFERENCES relation, object INTEGER NOT NULL REFERENCES actor,
	day INTEGER, marks INTEGER NOT NULL, provenance INTEGER NOT NULL REFERENCES provenance);
CREATE INDEX claim_denied ON claim (subject, object, relation) WHERE marks & 128;
-- Dates other than one exact day; stamp is the publication day of a span that held then.
CREATE TABLE dating (claim INTEGER PRIMARY KEY REFERENCES claim, edtf TEXT NOT NULL, stamp INTEGER);
CREATE TABLE wording (
	claim INTEGER PRIMARY KEY REFERENCES claim, statement TEXT NOT NULL, attribution TEXT NOT NULL, when_text TEXT NOT NULL,
	event TEXT NOT NULL, place INTEGER REFERENCES actor, third TEXT, revises BLOB);
CREATE INDEX wording_event ON wording (event) WHERE event <> '';
CREATE TABLE evidence (sequence INTEGER PRIMARY KEY, claim INTEGER NOT NULL REFERENCES claim);
CREATE INDEX evidence_claim ON evidence (claim, sequence);
-- entry is the sequence of the record that brought the quote: the claim's own, or evidence's.
CREATE TABLE quote (
	claim INTEGER NOT NULL REFERENCES claim, place INTEGER NOT NULL, entry INTEGER NOT NULL, body TEXT NOT NULL,
	start INTEGER NOT NULL, end INTEGER NOT NULL, PRIMARY KEY (claim, place)) WITHOUT ROWID;
-- Folded words of statement and quotes, by sequence of the claim, or of the evidence that added some. The ascii
-- tokenizer cuts exactly at the blanks between the words and changes nothing in them.
CREATE VIRTUAL TABLE words USING fts5 (body, content='', detail=none, columnsize=0, prefix='2 3', tokenize='ascii');
CREATE VIRTUAL TABLE words_added USING fts5 (body, content='', detail=none, columnsize=0, prefix='2 3', tokenize='ascii');

CREATE TABLE retraction (
	sequence INTEGER PRIMARY KEY, claim BLOB, run TEXT NOT NULL, reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL);
CREATE TABLE withdrawal (sequence INTEGER NOT NULL, claim INTEGER NOT NULL REFERENCES claim, PRIMARY KEY (sequence, claim)) WITHOUT ROWID;
CREATE TABLE judgement (
	sequence INTEGER PRIMARY KEY, a TEXT NOT NULL, b TEXT NOT NULL, verdict TEXT NOT NULL, reason TEXT NOT NULL, by TEXT NOT NULL,
	at TEXT NOT NULL);
CREATE TABLE dispute (
	sequence INTEGER PRIMARY KEY, topic TEXT NOT NULL, kind TEXT NOT NULL, side_a TEXT NOT NULL, side_b TEXT NOT NULL,
	reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL);
-- The standing of two claims from a sequence on.
CREATE TABLE pair (
	sequence INTEGER NOT NULL, place INTEGER NOT NULL, a INTEGER NOT NULL REFERENCES claim, b INTEGER NOT NULL REFERENCES claim,
	rule TEXT NOT NULL, open INTEGER NOT NULL, PRIMARY KEY (sequence, place)) WITHOUT ROWID;
`

// proposals are kept whole, as JSON, beside what they are asked for by.
const proposals = `
CREATE TABLE proposal (
	sequence INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES source, relation TEXT NOT NULL, run TEXT NOT NULL,
	score INTEGER NOT NULL, body TEXT NOT NULL);
CREATE INDEX proposal_source ON proposal (source, sequence);
CREATE TABLE review (
	sequence INTEGER PRIMARY KEY, proposal INTEGER NOT NULL REFERENCES proposal, decision TEXT NOT NULL, claim BLOB,
	reason TEXT NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL);
CREATE INDEX review_proposal ON review (proposal, sequence);
`

// claimIndex finds claims by id. It is made apart, so that a first import can do without it until its end.
const claimIndex = `CREATE UNIQUE INDEX IF NOT EXISTS claim_id ON claim (id)`

// views are for people.
const views = `
CREATE VIEW sources AS
	SELECT s.id, v.sequence, v.publisher, v.title, v.url, v.published, v.language, v.kind, r.id AS relays, s.held
	FROM source s JOIN source_version v ON v.sequence = (SELECT max(sequence) FROM source_version WHERE source = s.number)
	LEFT JOIN source r ON r.number = s.relaying;
CREATE VIEW claims AS
	SELECT c.sequence, lower(hex(c.id)) AS id, a.id AS subject, r.id AS relation, b.id AS object,
		coalesce(date(c.day * 86400, 'unixepoch'), d.edtf) AS "when",
		iif(c.marks >> 7 & 1, 'denied', 'asserted') AS polarity,
		CASE c.marks >> 8 & 7 WHEN 0 THEN 'actual' WHEN 1 THEN 'alleged' WHEN 2 THEN 'planned' WHEN 3 THEN 'threatened' ELSE 'refused' END AS modality,
		CASE c.marks >> 11 & 3 WHEN 0 THEN 'stated' WHEN 1 THEN 'relative' WHEN 2 THEN 'publication' ELSE 'unknown' END AS when_basis,
		c.marks & 127 AS confidence, s.id AS source, w.statement, w.event,
		(SELECT min(sequence) FROM withdrawal x WHERE x.claim = c.sequence) AS withdrawn
	FROM claim c JOIN actor a ON a.number = c.subject JOIN actor b ON b.number = c.object JOIN relation r ON r.number = c.relation
	JOIN provenance p ON p.number = c.provenance JOIN source s ON s.number = p.source
	LEFT JOIN dating d ON d.claim = c.sequence LEFT JOIN wording w ON w.claim = c.sequence;
CREATE VIEW log AS
	SELECT e.sequence, e.type, lower(hex(e.id)) AS id, (SELECT strftime('%Y-%m-%dT%H:%M:%S', (recorded + e.sequence - m.sequence) / 1000000, 'unixepoch')
		FROM moment m WHERE m.sequence <= e.sequence ORDER BY m.sequence DESC LIMIT 1) AS recorded
	FROM (SELECT sequence, type, id FROM entry UNION ALL SELECT sequence, 'claim', id FROM claim) e;
`
