-- How does every place of the register stand, the withdrawn ones too?
SELECT 'oblast' AS level, code, NULL AS oblast, NULL AS raion, NULL AS community, NULL AS kind, name, ended_by FROM oblast
UNION ALL
SELECT 'raion', code, oblast, NULL, NULL, NULL, name, ended_by FROM raion
UNION ALL
SELECT 'community', code, oblast, raion, NULL, kind, name, ended_by FROM community
UNION ALL
SELECT 'settlement', code, NULL, NULL, community, category, name, ended_by FROM settlement
