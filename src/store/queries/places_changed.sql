-- Which places stand otherwise than before this change (?1), and how did they stand? A place that is new has only its code.
INSERT INTO place_before (change, level, code, oblast, raion, community, kind, name, ended_by)
SELECT ?1, n.level, n.code, w.oblast, w.raion, w.community, w.kind, w.name, w.ended_by
FROM temp.place_now n
LEFT JOIN temp.place_was w ON w.level = n.level AND w.code = n.code
WHERE w.code IS NULL OR n.name IS NOT w.name OR n.ended_by IS NOT w.ended_by OR n.kind IS NOT w.kind
  OR n.oblast IS NOT w.oblast OR n.raion IS NOT w.raion OR n.community IS NOT w.community
