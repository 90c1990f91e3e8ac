-- Which entries of the ledger, and which sheets, name a change that comes later?
SELECT 'change ' || id AS place, 'it undoes change ' || undoes || ', which is not before it' AS what, NULL AS fix
FROM change WHERE undoes >= id
UNION ALL
SELECT 'change ' || id, 'it corrects change ' || corrects || ', which is not before it', NULL FROM change WHERE corrects >= id
UNION ALL
SELECT 'change ' || c.id, 'it used mapping ' || m.id || ' of change ' || m.added_by || ', which is later', NULL
FROM change c JOIN mapping m ON m.id = c.mapping WHERE m.added_by > c.id
UNION ALL
SELECT 'change ' || change, 'it rests on change ' || earlier || ', which is not before it', NULL FROM rests_on WHERE earlier >= change
