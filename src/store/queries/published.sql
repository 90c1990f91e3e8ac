-- What does each held training say of where it was, with the communities that took part and the people that its sheet counts for
-- each? One row for each link, those of a training together; one without a community where there is none.
SELECT t.number, t.project, 'held' AS status, t.quarter, t.participants, t.uncounted_rows, t.scope, t.oblast, t.raion, t.community,
  a.community AS linked, a.participants AS linked_participants
FROM training t NOT INDEXED
LEFT JOIN assignment a ON a.training = t.number AND a.ended_by IS NULL AND a.state = 1
WHERE t.ended_by IS NULL AND t.status IS NULL AND t.quarter BETWEEN :first_quarter AND :last_quarter
