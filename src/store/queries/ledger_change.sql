-- What does the ledger say of this change (?1) itself?
SELECT c.at, c.user, c.command, c.program, c.file, c.sha256, c.bytes, c.options, m.name AS mapping, c.edition, c.corrects,
  c.undoes, c.rows_read, c.added, c.updated, c.unchanged, c.withdrawn, c.rejected, c.linked, c.waiting
FROM change c LEFT JOIN mapping m ON m.id = c.mapping
WHERE c.id = ?1
