-- Which places of the register lie elsewhere than their codes say? The digits of a code are those of the oblast, the raion and the
-- community, one after another.
SELECT 'community ' || c.code AS place, 'its code is not one of ' || coalesce(r.name || ' raion, ', '') || o.name || ' oblast' AS what,
  NULL AS fix
FROM community c JOIN oblast o ON o.id = c.oblast LEFT JOIN raion r ON r.id = c.raion
WHERE substr(c.code, 3, 2) <> substr(o.code, 3, 2)
  OR r.id IS NOT NULL AND (substr(c.code, 3, 4) <> substr(r.code, 3, 4) OR r.oblast <> c.oblast)
UNION ALL
SELECT 'raion ' || r.code, 'its code is not one of ' || o.name || ' oblast', NULL
FROM raion r JOIN oblast o ON o.id = r.oblast WHERE substr(r.code, 3, 2) <> substr(o.code, 3, 2)
UNION ALL
SELECT 'settlement ' || s.code, 'its code is not one of ' || c.name || ' community ' || c.code, NULL
FROM settlement s JOIN community c ON c.id = s.community
WHERE substr(s.code, 3, iif(c.raion IS NULL, 2, 7)) <> substr(c.code, 3, iif(c.raion IS NULL, 2, 7))
