-- Which links of a training stood at some time since the change :since?
SELECT community, state, participants, added_by, ended_by
FROM assignment
WHERE training = :training AND (ended_by IS NULL OR ended_by > :since)
ORDER BY community, added_by
