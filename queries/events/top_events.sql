-- name: top_events
-- description: What visitors do most: type of event and category, with its part of all events and when it last happened
-- param: from_dt  string = '2026-11-13'  pattern=\d{4}-\d{2}-\d{2}
-- param: to_dt    string = '2026-11-19'  pattern=\d{4}-\d{2}-\d{2}
-- param: n        integer = 15           min=1  max=1000
SELECT
  event_type,
  category,
  count(*) AS events,
  count(DISTINCT session_id) AS sessions,
  round(CAST(100 AS double) * count(*) / sum(count(*)) OVER (), 2) AS percent_of_events,
  max(change_time) AS last_seen
FROM user_events
WHERE dt BETWEEN :from_dt AND :to_dt
GROUP BY event_type, category
ORDER BY events DESC, event_type NULLS LAST, category NULLS LAST
LIMIT :n
