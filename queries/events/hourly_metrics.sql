-- name: hourly_metrics
-- description: Events, sessions, people and money (US dollars) per hour and type of event
-- param: from_dt     string = '2026-11-19'  pattern=\d{4}-\d{2}-\d{2}
-- param: to_dt       string = '2026-11-19'  pattern=\d{4}-\d{2}-\d{2}
-- param: event_type  string? = null         enum=view|cart|purchase|donation
SELECT
  date_trunc('hour', change_time) AS hour_start,
  event_type,
  count(*) AS events,
  count(DISTINCT session_id) AS sessions,
  count(DISTINCT user_id) AS known_users,
  sum(CASE WHEN event_type = 'purchase' THEN price * quantity WHEN event_type = 'donation' THEN price END) AS amount
FROM user_events
WHERE dt BETWEEN :from_dt AND :to_dt
  AND (CAST(:event_type AS varchar) IS NULL OR event_type = CAST(:event_type AS varchar))
GROUP BY date_trunc('hour', change_time), event_type
ORDER BY hour_start, event_type NULLS LAST
