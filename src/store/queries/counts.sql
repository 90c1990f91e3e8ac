-- How many people did each held training have, by project and topic?
SELECT project, topic, participants, number
FROM training
WHERE ended_by IS NULL AND status IS NULL AND participants IS NOT NULL
ORDER BY project, topic, participants, number
