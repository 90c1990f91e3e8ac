-- Which aid is there, how far has it come, what is it worth, and where is it? One row for each delivery in force, and one for
-- each value of a whole wave.
SELECT number, project, donor, wave, item, category, quantity, unit, value, currency, value_of, dated, status, scope, oblast
FROM delivery
WHERE ended_by IS NULL
ORDER BY number
