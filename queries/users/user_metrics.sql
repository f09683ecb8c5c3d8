-- name: user_metrics
-- description: The most active people: events, sessions, hours with events, events per such hour, what they spent (US dollars), first
-- description: and last seen
-- param: from_dt  string = '2026-11-13'  pattern=\d{4}-\d{2}-\d{2}
-- param: to_dt    string = '2026-11-19'  pattern=\d{4}-\d{2}-\d{2}
-- param: user_id  string? = null
-- param: n        integer = 20           min=1  max=1000
SELECT
  user_id,
  count(*) AS events,
  count(DISTINCT session_id) AS sessions,
  count(DISTINCT date_trunc('hour', change_time)) AS active_hours,
  round(CAST(count(*) AS double) / count(DISTINCT date_trunc('hour', change_time)), 2) AS events_per_active_hour,
  count_if(event_type = 'purchase') AS purchases,
  sum(CASE WHEN event_type = 'purchase' THEN price * quantity END) AS spent,
  min(change_time) AS first_seen,
  max(change_time) AS last_seen
FROM user_events
WHERE dt BETWEEN :from_dt AND :to_dt
  AND user_id IS NOT NULL
  AND (CAST(:user_id AS varchar) IS NULL OR user_id = CAST(:user_id AS varchar))
GROUP BY user_id
ORDER BY events DESC, user_id
LIMIT :n
