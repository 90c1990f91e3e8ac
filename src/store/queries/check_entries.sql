-- Which entries of the ledger are not such as a command writes?
SELECT 'change ' || id AS place, what, NULL AS fix FROM (
  SELECT id, CASE
    WHEN (verb = 'create') <> (id = 1) THEN 'only the first change makes the database, and this one says ' || verb
    WHEN (verb = 'undo') <> (undoes IS NOT NULL) THEN verb || ' takes ' || ifnull('change ' || undoes, 'no change') || ' back'
    WHEN at NOT GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9]Z' THEN '`' || at || '` is no time'
    WHEN verb = 'import' AND rows_read IS NOT NULL AND (bytes IS NULL OR ifnull(length(sha256), 0) <> 64 OR sha256 GLOB '*[^0-9a-f]*')
      THEN 'the file that it read has no hash'
    WHEN verb = 'import' AND noun = 'trainings' AND added + updated + unchanged + rejected > rows_read
      THEN 'it counts more trainings and rows left out than rows'
    WHEN corrects IS NOT NULL AND verb <> 'import' THEN verb || ' corrects the file of change ' || corrects
  END AS what
  FROM change)
WHERE what IS NOT NULL
